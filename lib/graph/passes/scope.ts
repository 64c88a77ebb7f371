/** Which flows are in view: those that begin or end in the chosen namespaces; and what traffic each namespace has. */

import type { Flow, RequestRow } from '@/lib/graph/traffic';
import type { Warning } from '@/lib/mesh/fault';

/** null = all namespaces. */
export function inScope(namespaces: readonly string[] | null): (flow: Flow) => boolean {
  if (namespaces === null) return () => true;
  const chosen = new Set<string | null>(namespaces);
  return (flow) => namespacesOf(flow).some((namespace) => chosen.has(namespace));
}

/** The namespaces that a flow touches, each once. */
export function namespacesOf({ source, service, destination }: Flow): readonly string[] {
  const [from, called, to] = [source.namespace, service.namespace, destination.namespace];
  const touched: string[] = from === null ? [] : [from];
  if (called !== null && called !== from) touched.push(called);
  if (to !== null && to !== from && to !== called) touched.push(to);
  return touched;
}

/** Chosen namespaces that nothing is known of in the window: deleted, misspelt, or asleep. */
export function unseenNamespaces(
  chosen: readonly string[] | null,
  seen: readonly { readonly name: string }[],
): Warning[] {
  if (chosen === null) return [];
  const names = new Set(seen.map(({ name }) => name));
  return chosen
    .filter((name) => !names.has(name))
    .map((name) => ({
      source: 'prometheus',
      code: 'info',
      message: `Namespace “${name}” has no traffic in this window.`,
    }));
}

/** Namespaces with traffic, busiest first: requests to, from or within each, every request once. */
export function busyNamespaces(
  requests: Iterable<RequestRow>,
  others: readonly Flow[],
): { name: string; requestsPerSecond: number }[] {
  const rates = new Map(namesIn(others).map((name) => [name, 0]));
  for (const { flow, ratePerSecond } of requests) {
    for (const name of namespacesOf(flow)) rates.set(name, (rates.get(name) ?? 0) + ratePerSecond);
  }
  return [...rates]
    .map(([name, requestsPerSecond]) => ({ name, requestsPerSecond }))
    .sort((a, b) => b.requestsPerSecond - a.requestsPerSecond || (a.name < b.name ? -1 : 1));
}

/** The same list comes with every refresh while the same flows run (plan-flows.ts). */
const remembered = new WeakMap<readonly Flow[], readonly string[]>();

function namesIn(flows: readonly Flow[]): readonly string[] {
  const known = remembered.get(flows);
  if (known !== undefined) return known;
  const names = [...new Set(flows.flatMap(namespacesOf))];
  remembered.set(flows, names);
  return names;
}
