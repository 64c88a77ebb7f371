/** Our simulated route against the proxy's own table, for one request. */
import { storedMesh } from '@/lib/config/simulation/answer/drafted-mesh';
import type { RouteOutcome } from '@/lib/config/simulation/outcome';
import { simulateRoute } from '@/lib/config/simulation/route';
import type { ConfigStore } from '@/lib/config/store';
import type { MeshPod } from '@/lib/mesh/pod';
import type { RouteCheck, RouteQuestion, TableVerdict } from '@/lib/proxies/contract';

/** Shares that differ by less are the same: weights are rounded on the way. */
const ROUNDING = 0.006;

/** `store` null = the console knows no configuration, and there is nothing to compare with. */
export async function checkRoute(
  store: ConfigStore | null,
  pod: MeshPod,
  proxy: TableVerdict,
  question: RouteQuestion,
  signal?: AbortSignal,
): Promise<RouteCheck> {
  if (store === null) return { proxy, simulated: null, agree: null, differences: [] };
  const { objects } = await (await storeOf(store, pod, signal)).list(signal);
  const { view } = storedMesh(objects);
  const own = (view.workloadsByNamespace.get(pod.namespace) ?? []).find(({ name }) => name === pod.workload);
  const outcome = simulateRoute(view, {
    client: {
      namespace: pod.namespace,
      labels: own?.labels ?? {},
      gateway: pod.proxy === 'gateway' ? pod.workload : null,
    },
    host: question.host,
    port: question.port,
    method: question.method,
    path: question.path,
    headers: question.headers,
    // Only a gateway's tables say that what meets them has come by TLS.
    scheme: proxy.routeConfig?.startsWith('https.') === true ? 'https' : 'http',
  });
  const simulated = told(outcome);
  if (proxy.kind === 'no-table') return { proxy, simulated, agree: null, differences: [] };
  const differences = differencesBetween(proxy, simulated);
  return { proxy, simulated, agree: differences.length === 0, differences };
}

/** A proxy gets its routes from the control plane of its own cluster. */
async function storeOf(
  store: ConfigStore,
  pod: MeshPod,
  signal: AbortSignal | undefined,
): Promise<ConfigStore> {
  if (store.clusters === undefined) return store;
  const { objects } = await store.list(signal);
  const its = objects.find(
    ({ id }) => id.kind === 'Pod' && id.namespace === pod.namespace && id.name === pod.name,
  );
  return store.clusters.find(({ name }) => name === its?.id.cluster)?.store ?? store;
}

type Simulated = NonNullable<RouteCheck['simulated']>;

function told(outcome: RouteOutcome): Simulated {
  const from = outcome.matched === null ? null : fromOf(outcome.matched.object);
  const httpStatus = 'httpStatus' in outcome ? outcome.httpStatus : null;
  const base = { kind: outcome.kind, from, clusters: [], httpStatus };
  switch (outcome.kind) {
    case 'routed':
    case 'no-cluster':
    case 'no-healthy-upstream': {
      const clusters = outcome.destinations.map(({ host, port, subset, share }) => ({
        label: `${host}:${port}${subset === null ? '' : `, subset ${subset}`}`,
        share,
      }));
      return { ...base, clusters, sentence: `It goes to ${clusters.map(sharePart).join(' and ')}.` };
    }
    case 'redirect':
      return { ...base, sentence: `It is redirected to ${outcome.location} (${outcome.httpStatus}).` };
    case 'direct-response':
      return { ...base, sentence: `The proxy answers ${outcome.httpStatus} itself.` };
    case 'not-found':
      return { ...base, sentence: `404: ${outcome.because}` };
    case 'passthrough':
      return {
        ...base,
        sentence: 'Nothing in the mesh has this name: it leaves through PassthroughCluster.',
      };
    case 'blackhole':
      return { ...base, sentence: 'Nothing in the mesh has this name, and the mesh forbids it.' };
    default:
      return outcome satisfies never;
  }
}

function fromOf({
  group,
  kind,
  namespace,
  name,
}: {
  group: string;
  kind: string;
  namespace: string | null;
  name: string;
}): Simulated['from'] {
  return { group, kind, namespace: namespace ?? '', name };
}

function sharePart({ label, share }: { readonly label: string; readonly share: number }): string {
  return share === 1 ? label : `${label} (${Number((share * 100).toPrecision(3))} %)`;
}

/** Sentences; empty where both say the same. Pure. */
export function differencesBetween(proxy: TableVerdict, simulated: Simulated): string[] {
  const forwards = ['routed', 'no-cluster', 'no-healthy-upstream'].includes(simulated.kind);
  const wanted = forwards ? 'routed' : simulated.kind;
  if (proxy.kind !== wanted) {
    // What no table has is let through or stopped by a filter of its own.
    const leaves = simulated.kind === 'passthrough' || simulated.kind === 'blackhole';
    if (leaves && proxy.kind === 'not-found') return [];
    return [`By configuration: ${simulated.sentence} The proxy: ${proxy.sentence}`];
  }
  if (!forwards && simulated.httpStatus !== null && simulated.httpStatus !== proxy.httpStatus)
    return [
      `By configuration the answer is ${simulated.httpStatus}, of the proxy it is ${proxy.httpStatus}.`,
    ];
  const held = new Map(proxy.clusters.map(({ label, share }) => [label, share]));
  const found: string[] = [];
  for (const { label, share } of simulated.clusters) {
    const actual = held.get(label);
    held.delete(label);
    if (actual === undefined)
      found.push(`The proxy sends nothing to ${label}, which should get ${percent(share)}.`);
    else if (Math.abs(actual - share) > ROUNDING)
      found.push(`The proxy sends ${percent(actual)} to ${label}, which should get ${percent(share)}.`);
  }
  for (const [label, share] of held)
    found.push(`The proxy sends ${percent(share)} to ${label}, which should get nothing.`);
  return found;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
