/** Which namespaces a first visit shows: the busiest, as many as can be read at a glance. */
import type { GraphAnswer } from '@/lib/graph/contract';

/** More nodes than this are a wall, not a picture, for someone who has not chosen anything yet. */
export const MOST_AT_FIRST = 40;

/** Null: all of them fit. Otherwise the busiest, at least one, as many as stay under the limit. */
export function busiestNamespaces(
  answer: Pick<GraphAnswer, 'nodes' | 'namespaces'>,
  most = MOST_AT_FIRST,
): string[] | null {
  if (answer.nodes.length <= most) return null;
  const sizes = new Map<string, number>();
  for (const { namespace } of answer.nodes)
    if (namespace !== null) sizes.set(namespace, (sizes.get(namespace) ?? 0) + 1);
  const chosen: string[] = [];
  let nodes = 0;
  for (const { name } of answer.namespaces) {
    const size = sizes.get(name) ?? 0;
    if (chosen.length > 0 && nodes + size > most) break;
    chosen.push(name);
    nodes += size;
  }
  return chosen.length === 0 ? null : chosen.sort();
}
