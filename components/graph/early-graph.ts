/** What `/graph` will ask first, from its address alone. Pure, for the server. */
import { createLoader, type SearchParams } from 'nuqs/server';
import type { EarlyQuestion } from '@/components/shell/early-question';
import { GRAPH_ACCEPT, graphPath } from '@/components/shell/graph-request';
import { scopeOf, scopeParsers } from '@/components/shell/scope-codec';
import { graphParams } from './params';
import { viewParsers, viewUrlKeys } from './view-state';

const readScope = createLoader(scopeParsers);
const readView = createLoader(viewParsers, { urlKeys: viewUrlKeys });

/** As the page's own first question, which knows nothing yet of what an expression needs. */
export function earlyGraphQuestion(address: SearchParams): EarlyQuestion {
  const params = graphParams(scopeOf(readScope(address)), readView(address));
  return { path: graphPath(params), accept: GRAPH_ACCEPT };
}
