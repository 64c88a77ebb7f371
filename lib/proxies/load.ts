/** The answers of the API about one proxy: from its own admin port and from the control plane. */
import { Fault } from '@/lib/mesh/fault';
import type { MeshPod, PodPort, PodProxy } from '@/lib/mesh/pod';
import type {
  ProxyComparison,
  ProxyOverview,
  ProxySection,
  RouteQuestion,
  SectionAnswer,
  TableVerdict,
  ZtunnelSection,
} from './contract';
import { ZTUNNEL_SECTIONS } from './contract';
import { differencesOf, inventoryOf } from './difference';
import type { DumpElement } from './dump/dump-element';
import { textAt } from './dump/fields';
import type { ProxyAddress, ProxyPort } from './port';
import { askTable } from './route/ask-table';
import { tablesForPort } from './route/find-table';
import { bootstrapReader } from './section/bootstrap';
import { clusterReader } from './section/clusters';
import { endpointReader } from './section/endpoints';
import { listenerReader } from './section/listeners';
import { routeReader } from './section/routes';
import { readCertificates } from './section/secrets';
import { readSection, type SectionReader } from './section/section-reader';
import { ztunnelReader } from './section/ztunnel';
import { syncOf } from './sync';

export interface ProxyPorts {
  readonly pods: PodPort;
  readonly proxies: ProxyPort;
}

/** Throws `not-found` where there is no such pod, or no proxy of the mesh in it. */
export async function proxyPod(
  { pods }: ProxyPorts,
  { namespace, pod }: ProxyAddress,
  signal?: AbortSignal,
): Promise<MeshPod & { readonly proxy: PodProxy }> {
  const found = (await pods.pods(namespace, null, signal)).find(({ name }) => name === pod);
  if (found === undefined) {
    throw new Fault('not-found', `There is no pod ${pod} in ${namespace}.`, {
      hint: 'It may have been replaced: choose another pod of the workload.',
    });
  }
  if (found.proxy === null) {
    throw new Fault('not-found', `No proxy of the mesh runs in ${pod}.`, {
      hint: 'The namespace or the pod may be kept out of injection, or the pod is older than that.',
    });
  }
  return { ...found, proxy: found.proxy };
}

/** What fails of the control plane, or of the levels, is told beside the rest. */
export async function loadOverview(
  ports: ProxyPorts,
  address: ProxyAddress,
  signal?: AbortSignal,
): Promise<ProxyOverview> {
  const { proxy: kind } = await proxyPod(ports, address, signal);
  const admin = kind === 'ztunnel' ? 'ztunnel' : 'envoy';
  const [info, levels, view] = await Promise.all([
    kind === 'ztunnel' ? null : ports.proxies.read(address, 'server-info', signal),
    settled(ports.proxies.logLevels(address, admin, signal)),
    settled(ports.proxies.synchronisation(signal)),
  ]);
  return {
    namespace: address.namespace,
    pod: address.pod,
    kind,
    version: textAt(info, 'version')?.split('/')[1] ?? null,
    state: textAt(info, 'state'),
    uptimeSeconds: secondsOf(textAt(info, 'uptime_current_epoch')),
    logLevels: levels.kind === 'value' ? listed(levels.value) : [],
    sync: view.kind === 'value' ? syncOf(view.value, address) : null,
    syncProblem: view.kind === 'value' ? null : view.because,
    warnings: levels.kind === 'value' ? [] : [levels.because],
  };
}

type Settled<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'failed'; readonly because: string };

async function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
  try {
    return { kind: 'value', value: await promise };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { kind: 'failed', because: [error.message, error.hint].filter(Boolean).join(' ') };
  }
}

export function listed(levels: ReadonlyMap<string, string>): ProxyOverview['logLevels'] {
  return [...levels].map(([logger, level]) => ({ logger, level }));
}

function secondsOf(text: string | null): number | null {
  const found = /^(\d+)s$/.exec(text ?? '')?.[1];
  return found === undefined ? null : Number(found);
}

export interface SectionQuestion {
  readonly section: ProxySection | ZtunnelSection;
  readonly search: string;
  readonly nowSeconds: number;
}

export async function loadSection(
  { proxies }: ProxyPorts,
  address: ProxyAddress,
  { section, search, nowSeconds }: SectionQuestion,
  signal?: AbortSignal,
): Promise<SectionAnswer> {
  if (section === 'secrets') {
    return readCertificates(await proxies.read(address, 'certificates', signal), nowSeconds, search);
  }
  return readSection(section, readerOf(section), dumpOf(proxies, address, section, signal), { text: search });
}

function isTunnels(section: string): section is ZtunnelSection {
  return ZTUNNEL_SECTIONS.some((one) => one === section);
}

function dumpOf(
  proxies: ProxyPort,
  address: ProxyAddress,
  section: ProxySection | ZtunnelSection,
  signal?: AbortSignal,
): AsyncIterable<DumpElement> {
  const dump = isTunnels(section) ? 'ztunnel' : section === 'endpoints' ? 'clusters' : 'config';
  return proxies.dump(address, dump, signal);
}

function readerOf(section: Exclude<ProxySection, 'secrets'> | ZtunnelSection): SectionReader {
  if (isTunnels(section)) return ztunnelReader(section);
  switch (section) {
    case 'clusters':
      return clusterReader();
    case 'endpoints':
      return endpointReader();
    case 'listeners':
      return listenerReader();
    case 'routes':
      return routeReader();
    case 'bootstrap':
      return bootstrapReader();
    default:
      return section satisfies never;
  }
}

/** The resource behind one row, whole but for keys. Throws `not-found` when it is gone meanwhile. */
export async function loadDetail(
  { proxies }: ProxyPorts,
  address: ProxyAddress,
  section: Exclude<ProxySection, 'secrets'> | ZtunnelSection,
  id: string,
  signal?: AbortSignal,
): Promise<{ id: string; json: unknown }> {
  const reader = readerOf(section);
  /** Parts of the resource that is arriving, by their place. */
  let parts: DumpElement[] = [];
  for await (const element of dumpOf(proxies, address, section, signal)) {
    const rows = reader.rowsOf(element);
    if (element.path.length > 4) {
      parts.push(element);
      continue;
    }
    const index = rows.findIndex((row) => row.id === id);
    if (index >= 0) return { id, json: detailOf(section, element, parts, id) };
    if (element.path.length === 4) parts = [];
  }
  throw new Fault('not-found', 'The proxy does not have this any more.', { hint: 'Read the table again.' });
}

/** Of routes the one virtual host, of listeners all chains. */
function detailOf(section: string, element: DumpElement, parts: readonly DumpElement[], id: string): unknown {
  if (section === 'routes') {
    const host = parts.find(({ value }) => id.includes(` ${textAt(value, 'name')} `));
    return host?.value ?? element.value;
  }
  if (section === 'listeners')
    return { ...Object(element.value), filter_chains: parts.map(({ value }) => value) };
  return element.value;
}

/** What the proxy's own table says to a request. */
export async function loadTableVerdict(
  ports: ProxyPorts,
  address: ProxyAddress,
  question: RouteQuestion,
  signal?: AbortSignal,
): Promise<{ readonly pod: MeshPod; readonly verdict: TableVerdict }> {
  const pod = await proxyPod(ports, address, signal);
  if (pod.proxy === 'ztunnel') {
    throw new Fault('bad-request', 'ztunnel carries connections and routes no requests.', {
      hint: 'Ask the waypoint of the service instead.',
    });
  }
  const dump = ports.proxies.dump(address, 'config', signal);
  const tables = await tablesForPort(dump, pod.proxy, question.port, question.host);
  const verdicts = tables.map((table) => askTable(table, question));
  const verdict =
    verdicts.find(({ kind }) => kind !== 'not-found') ?? verdicts[0] ?? askTable(null, question);
  return { pod, verdict };
}

/** Throws `not-found` where no replica of the control plane knows the proxy. */
export async function loadComparison(
  ports: ProxyPorts,
  address: ProxyAddress,
  signal?: AbortSignal,
): Promise<ProxyComparison> {
  const sync = syncOf(await ports.proxies.synchronisation(signal), address);
  if (sync.istiod === null) {
    throw new Fault('not-found', `No replica of the control plane knows ${address.pod}.`, {
      hint: 'The proxy is not connected: look at its log for the reason.',
    });
  }
  const intended = await inventoryOf(ports.proxies.intended(address, sync.istiod, signal));
  const actual = await inventoryOf(ports.proxies.dump(address, 'config', signal));
  return {
    istiod: sync.istiod,
    types: differencesOf(intended, actual),
    warnings: sync.silent.map(({ pod, because }) => `${pod} did not answer: ${because}`),
  };
}
