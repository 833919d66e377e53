/** Sends what the editor shows now: GraphiQL notices a changed document, and so its operation's name, 100 ms late. */
import type { Fetcher } from '@graphiql/toolkit';
import { type DocumentNode, GraphQLError, Kind, parse } from 'graphql';

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch (problem) {
    if (problem instanceof GraphQLError) return undefined;
    throw problem;
  }
}

/** The document as it is sent, and the name it is sent under: the one it holds, where it holds a single operation. */
export const asTyped =
  (send: Fetcher): Fetcher =>
  (params, options) => {
    const document = parsed(params.query);
    if (document === undefined) return send(params, options);
    const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const [only, ...others] = operations;
    const operationName = only !== undefined && others.length === 0 ? only.name?.value : params.operationName;
    return send({ ...params, operationName }, { ...options, documentAST: document });
  };
