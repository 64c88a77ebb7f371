/** From a dashboard to the graph and the traces of what is chosen on it. Pure. */
import type { Chosen } from '@/lib/dashboards/variables/interpolate';

/** Variables by the names that dashboards of Istio give them. */
const NAMESPACES = ['namespace', 'srcns', 'dstns'] as const;

/** More names make no address; then all are meant. */
const MOST_NAMES = 20;

export function meshLinks(
  chosen: ReadonlyMap<string, Chosen>,
  window: { readonly fromSeconds: number; readonly toSeconds: number },
): { readonly graph: string; readonly traces: string } {
  const asked = new URLSearchParams({ from: String(window.fromSeconds), to: String(window.toSeconds) });
  const name = NAMESPACES.find((one) => chosen.has(one));
  const its = name === undefined ? undefined : chosen.get(name);
  const isAll = its?.texts.length === 1 && its.texts[0] === 'All';
  if (its !== undefined && !isAll && its.values.length > 0 && its.values.length <= MOST_NAMES) {
    asked.set('namespaces', its.values.join(','));
  }
  return { graph: `/graph?${asked}`, traces: `/traces?${asked}` };
}
