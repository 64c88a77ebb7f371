/** The one way to a graph that is asked for over HTTP: every route that needs one shares its queries with the others. */
import 'server-only';
import { z } from 'zod';
import { graphOptionsSchema } from '@/lib/graph/contract';
import { loadGraph } from '@/lib/graph/load';
import { sharedGraphs } from './graph-response';
import type { LoadContext } from './handler';
import type { BuiltGraph } from './shared-graphs';
import { resolveNamespaces, resolveWindow, windowQuery } from './window-query';

/** Parameters of `GET /api/graph`. */
export const graphQuery = z.object({ ...windowQuery.shape, ...graphOptionsSchema.shape });

type Asker = Pick<LoadContext<'viewer', unknown, unknown, unknown>, 'sources' | 'signal' | 'windowLimits'>;

/** Rejects with the `Fault` of what is wrong with the question, or of the source that does not answer. */
export async function sharedGraph(
  { last, from, to, namespaces, ...options }: z.infer<typeof graphQuery>,
  { sources, signal, windowLimits }: Asker,
): Promise<BuiltGraph> {
  const window = resolveWindow({ last, from, to }, await windowLimits());
  const request = { ...options, window, namespaces: resolveNamespaces({ namespaces }) };
  const load = (flight: AbortSignal) => loadGraph(sources, request, flight);
  return sharedGraphs().get(sources.scopeKey, JSON.stringify(request), load, signal);
}
