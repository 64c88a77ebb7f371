/**
 * What one unsaved text does to 5,000 edges of traffic in a mesh of 10,000 objects, on one core: a text of each kind
 * that decides something about calls. Processor time of the whole process.
 */
import type { Draft } from '@/lib/config/simulation/request-contract';
import type { ObjectId } from '@/lib/config/store';
import { observedCall } from '@/lib/insight/calls/sample-calls';
import { compareCalls } from '@/lib/insight/impact/compare';
import { type Figure, median } from './figure';
import { simulationMesh, simulationRequests } from './simulation-mesh';

const SEED = 11;
const EDGES = 5000;
const RUNS = 5;
const GOAL_MS = 1000;
const UNBOUNDED = 'a Namespace';

export async function benchImpact(onFigure: (figure: Figure) => void): Promise<void> {
  const objects = simulationMesh(SEED);
  const calls = callsOf(EDGES);
  const { name, namespace } = calls[0]?.service ?? {};
  if (name == null || namespace == null) throw new Error('The mesh has no calls.');
  // What is typed first waits for the stored mesh too; what follows does not.
  compareCalls(calls, objects, []);
  for (const [what, draftOf] of textsFor(name, namespace)) {
    const times: number[] = [];
    let changes = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const startedAt = processorMs();
      changes = changesOf(compareCalls(calls, objects, [draftOf(run)]), what);
      times.push(processorMs() - startedAt);
    }
    onFigure({
      name: `impact of ${what} on ${EDGES.toLocaleString('en')} edges`,
      value: median(times),
      unit: 'ms',
      // What decides who is who has no bound, and every call is compared.
      goal: what === UNBOUNDED ? null : GOAL_MS,
      note: `${objects.length.toLocaleString('en')} objects, ${changes.toLocaleString('en')} changes, seed ${SEED}, ${RUNS} runs: ${times.map((time) => Math.round(time)).join(', ')}`,
    });
  }
}

function changesOf({ changes, leftOut, drafts }: ReturnType<typeof compareCalls>, what: string): number {
  if (drafts.used.length !== 1)
    throw new Error(`The text of ${what} was left out: ${drafts.leftOut[0]?.because}`);
  return changes.length + leftOut;
}

type DraftOf = (run: number) => Draft;

/** Each differs in every run, as typed text does. */
function textsFor(name: string, namespace: string): readonly (readonly [string, DraftOf])[] {
  const networking = (kind: string, specOf: (run: number) => object, own = name): DraftOf => {
    return drafted({ group: 'networking.istio.io', kind, namespace, name: own }, specOf);
  };
  const security = (kind: string, where: string, specOf: (run: number) => object): DraftOf => {
    return drafted({ group: 'security.istio.io', kind, namespace: where, name: 'default' }, specOf);
  };
  const allow = (run: number) => ({
    rules: [{ from: [{ source: { namespaces: [`ns-${run}`] } }] }],
  });
  const strict = (run: number) => ({ mtls: { mode: run % 2 === 0 ? 'STRICT' : 'DISABLE' } });
  return [
    [
      'a VirtualService',
      networking('VirtualService', (run) => ({
        hosts: [name],
        http: [{ timeout: `${run + 1}s`, route: [{ destination: { host: name } }] }],
      })),
    ],
    [
      'a DestinationRule',
      networking('DestinationRule', (run) => ({
        host: name,
        trafficPolicy: { tls: { mode: 'DISABLE' }, connectionPool: { tcp: { maxConnections: run + 1 } } },
        subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
      })),
    ],
    ['an AuthorizationPolicy', security('AuthorizationPolicy', namespace, allow)],
    ['an AuthorizationPolicy of the whole mesh', security('AuthorizationPolicy', 'istio-system', allow)],
    ['a PeerAuthentication', security('PeerAuthentication', namespace, strict)],
    ['a PeerAuthentication of the whole mesh', security('PeerAuthentication', 'istio-system', strict)],
    [
      'a Sidecar',
      networking('Sidecar', (run) => ({ egress: [{ hosts: ['./*', `ns-${run}/*`] }] }), 'default'),
    ],
    [
      'a ServiceEntry',
      networking('ServiceEntry', (run) => ({
        hosts: [`api-${run}.example.org`],
        ports: [{ number: 443, name: 'https', protocol: 'HTTPS' }],
        resolution: 'DNS',
      })),
    ],
    ['a Namespace', drafted({ group: '', kind: 'Namespace', namespace: null, name: 'new' }, () => ({}))],
  ];
}

function drafted(id: ObjectId, specOf: (run: number) => object): DraftOf {
  const { group, kind, namespace, name } = id;
  const apiVersion = group === '' ? 'v1' : `${group}/v1`;
  return (run) => {
    const value = {
      apiVersion,
      kind,
      metadata: { name, ...(namespace !== null && { namespace }) },
      spec: specOf(run),
    };
    return { id, text: JSON.stringify(value) };
  };
}

/** Workloads that call services, each pair once: an edge to each of its two versions. */
function callsOf(edges: number) {
  const found = new Map<string, ReturnType<typeof observedCall>>();
  for (const { client, host } of simulationRequests(edges * 4, SEED)) {
    if (client.gateway !== null) continue;
    const [name = '', namespace = ''] = host.split('.');
    const from = `${client.namespace}/${client.labels.app ?? ''}-v1`;
    const to = `${namespace}/${name}`;
    const reached = { [`${to}-v1`]: 9, [`${to}-v2`]: 1 };
    found.set(`${from}>${to}`, observedCall({ from, to, reached }));
    if (found.size * 2 >= edges) break;
  }
  return [...found.values()];
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
