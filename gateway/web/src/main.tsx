/** The GraphiQL page of a gateway: queries over HTTP, subscriptions over WebSocket, both at /graphql. */
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import { EXAMPLES } from './examples';
import { asTyped } from './fetching';
import { EXAMPLES_PLUGIN, OpenExample } from './panel';

const url = new URL('/graphql', window.location.href);
const socket = new URL(url);
socket.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';

const fetcher = asTyped(
  createGraphiQLFetcher({
    url: url.href,
    // graphql-transport-ws; lazy: no connection before the first subscription.
    wsClient: createClient({ url: socket.href, lazy: true }),
  }),
);

const tabs = EXAMPLES.map(({ query, variables, headers }) => ({ query, variables, headers }));
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no element with the id root');

createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={tabs}
    plugins={[EXAMPLES_PLUGIN, HISTORY_PLUGIN]}
    visiblePlugin={EXAMPLES_PLUGIN}
    defaultEditorToolsVisibility={false}
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo>
      <strong lang="zh-CN" title="十字 Shizi">
        十字
      </strong>
    </GraphiQL.Logo>
    <GraphiQL.Footer>
      <OpenExample />
    </GraphiQL.Footer>
  </GraphiQL>,
);
