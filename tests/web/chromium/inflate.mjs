// Unpacks the browser and the libraries it brings: node inflate.mjs <folder to write into>
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const packed = new URL('node_modules/@sparticuz/chromium/bin/', import.meta.url);
for (const name of ['chromium', 'al2023.tar']) {
  const source = createReadStream(new URL(`${name}.br`, packed));
  await pipeline(source, createBrotliDecompress(), createWriteStream(`${process.argv[2]}/${name}`));
}
