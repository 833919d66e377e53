/** The sidebar panel that lists the examples in both languages, and the lines that name the open one. */
import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';
import { EXAMPLES, type Example, exampleOf } from './examples';

function CrossIcon() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
      <path d="M8 2v12M2 8h12" strokeLinecap="round" />
    </svg>
  );
}

/** Goes to the tab that holds an example, or opens a new one. */
function useOpenExample() {
  const tabs = useGraphiQL((state) => state.tabs);
  const query = useGraphiQL((state) => state.queryEditor);
  const variables = useGraphiQL((state) => state.variableEditor);
  const headers = useGraphiQL((state) => state.headerEditor);
  const { addTab, changeTab } = useGraphiQLActions();
  return (example: Example) => {
    const open = tabs.findIndex((tab) => tab.query === example.query);
    if (open >= 0) {
      changeTab(open);
      return;
    }
    addTab();
    query?.setValue(example.query);
    variables?.setValue(example.variables);
    headers?.setValue(example.headers);
  };
}

function ExamplesPanel() {
  const open = useOpenExample();
  return (
    <section className="shizi-examples" aria-label="示例 Examples">
      <h1>十字 Shizi</h1>
      <p>
        一个入口查询各级、各对口城市政协的记录：每条记录只归一个委员会所有，答案总会说明是否完整。按 ▶ 运行。
        左侧书本图标是中英文文档。
      </p>
      <p>
        One endpoint over committees that each own their records; every answer says how complete it is. Press ▶ to run.
        The book icon on the left opens the documentation, in Chinese and English.
      </p>
      <ul>
        {EXAMPLES.map((example) => (
          <li key={example.operation}>
            <button type="button" onClick={() => open(example)}>
              <strong>
                {example.titleZh} · {example.titleEn}
              </strong>
              <span>{example.noteZh}</span>
              <span>{example.noteEn}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export const EXAMPLES_PLUGIN: GraphiQLPlugin = { title: '示例 Examples', icon: CrossIcon, content: ExamplesPanel };

/** Adds the Chinese title to the tabs of examples (GraphiQL titles a tab by its operation's name alone). */
function tabTitles(operations: readonly string[]): string {
  return operations
    .map((operation, position) => ({ position, example: exampleOf(operation) }))
    .filter(({ example }) => example !== undefined)
    .map(({ position, example }) => `#graphiql-session-tab-${position}::after { content: ' ${example?.titleZh}'; }`)
    .join('\n');
}

/** The examples' lines are longer than the editor is wide. */
function useWrappedLines() {
  const query = useGraphiQL((state) => state.queryEditor);
  const headers = useGraphiQL((state) => state.headerEditor);
  useEffect(() => {
    query?.updateOptions({ wordWrap: 'on' });
    headers?.updateOptions({ wordWrap: 'on' });
  }, [query, headers]);
}

/** What the open tab asks, in both languages. */
export function OpenExample() {
  useWrappedLines();
  const titles = useGraphiQL((state) => state.tabs.map((tab) => tab.title).join('\n')).split('\n');
  const active = useGraphiQL((state) => state.activeTabIndex);
  const example = exampleOf(titles[active]);
  return (
    <div className="shizi-open-example">
      <style>{tabTitles(titles)}</style>
      {example && (
        <>
          <p>{example.noteZh}</p>
          <p>{example.noteEn}</p>
        </>
      )}
    </div>
  );
}
