/** Builds the page into dist/: one HTML file and hashed files under assets/, all served from the gateway itself. */
import { defineConfig } from 'vite';

export default defineConfig({
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 6000,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // GraphiQL's packages carry a directive for the React compiler, which has no meaning in a bundle.
      onLog: (level, log, report) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : report(level, log)),
    },
  },
});
