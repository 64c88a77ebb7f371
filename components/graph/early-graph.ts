/** What `/graph` will ask first, from its address alone. Pure, for the server. */
import { createLoader, type LoaderInput } from 'nuqs/server';
import type { EarlyQuestion } from '@/components/shell/early-question';
import { GRAPH_ACCEPT, graphPath } from '@/components/shell/graph-request';
import { type ScopeValues, scopeOf, scopeParsers } from '@/components/shell/scope-codec';
import { graphParams } from './params';
import { type GraphView, viewParsers, viewUrlKeys } from './view-state';

const readScope = createLoader(scopeParsers);
const readView = createLoader(viewParsers, { urlKeys: viewUrlKeys });

/** What an address of the page says. */
export function graphOfAddress(address: LoaderInput): {
  readonly scope: ScopeValues;
  readonly view: GraphView;
} {
  return { scope: scopeOf(readScope(address)), view: readView(address) };
}

/** As the page's own first question, which knows nothing yet of what an expression needs. */
export function earlyGraphQuestion(address: LoaderInput): EarlyQuestion {
  const { scope, view } = graphOfAddress(address);
  return { path: graphPath(graphParams(scope, view)), accept: GRAPH_ACCEPT };
}
