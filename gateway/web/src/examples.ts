/** The example documents: texts from ../examples/*.graphql, titles and notes from ../examples/index.json. */
import index from '../examples/index.json';

interface Entry {
  file: string;
  operation: string;
  titleZh: string;
  titleEn: string;
  noteZh: string;
  noteEn: string;
  variables?: object;
  headers?: object;
}

export interface Example extends Omit<Entry, 'variables' | 'headers'> {
  query: string;
  variables: string;
  headers: string;
}

const texts = import.meta.glob<string>('../examples/*.graphql', { query: '?raw', import: 'default', eager: true });

function text(file: string): string {
  const found = texts[`../examples/${file}`];
  if (found === undefined) throw new Error(`no document ${file}`);
  return found;
}

const pretty = (value: object | undefined): string => (value ? JSON.stringify(value, null, 2) : '');

export const EXAMPLES: readonly Example[] = (index as Entry[]).map((entry) => ({
  ...entry,
  query: text(entry.file),
  variables: pretty(entry.variables),
  headers: pretty(entry.headers),
}));

/** The example whose operation a tab holds; tabs are titled by their operation's name. */
export const exampleOf = (operation: string | undefined): Example | undefined =>
  EXAMPLES.find((example) => example.operation === operation);
