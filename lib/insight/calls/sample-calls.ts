/** Observed calls for tests: say only what the test is about. */
import type { Flow } from '@/lib/graph/traffic';
import type { CalledService, Peer, Protocol, Reporter } from '@/lib/mesh/identity';
import type { ObservedCall } from './observed-call';

const NOBODY: Peer = { cluster: null, namespace: null, workload: null, app: null, version: null };

/** `ns/workload`. */
export function peer(name: string): Peer {
  const [namespace = '', workload = ''] = name.split('/');
  return { cluster: 'Kubernetes', namespace, workload, app: workload, version: null };
}

export interface SampleCall extends Partial<Omit<ObservedCall, 'source' | 'service' | 'reached'>> {
  /** `ns/workload`; null = without a proxy. */
  readonly from: string | null;
  /** `ns/service`, or a host outside. */
  readonly to: string;
  /** Requests per second by `ns/workload`. */
  readonly reached?: Readonly<Record<string, number>>;
}

export function observedCall({ from, to, reached = {}, ...rest }: SampleCall): ObservedCall {
  const source = from === null ? NOBODY : peer(from);
  const [namespace = '', name = ''] = to.split('/');
  const service: CalledService = to.includes('/')
    ? { cluster: 'Kubernetes', namespace, name, host: `${name}.${namespace}.svc.cluster.local` }
    : { cluster: null, namespace: null, name: to, host: to };
  const protocol: Protocol = rest.protocol ?? 'http';
  const reporter: Reporter = from === null ? 'destination' : 'source';
  const key = `${from ?? ''}>${to}>${protocol}`;
  const arrived = Object.entries(reached);
  const flow: Flow = {
    key,
    reporter,
    source,
    service,
    destination: arrived[0] === undefined ? NOBODY : peer(arrived[0][0]),
    protocol,
    operation: null,
    ztunnel: false,
    unfinished: false,
  };
  return {
    key,
    source,
    service,
    protocol,
    ratePerSecond: arrived.reduce((sum, [, rate]) => sum + rate, 0),
    errorsPerSecond: 0,
    injectedPerSecond: 0,
    delayedPerSecond: 0,
    overflowPerSecond: 0,
    exhaustedPerSecond: 0,
    forbiddenPerSecond: 0,
    reached: arrived.map(([name, rate]) => ({ peer: peer(name), ratePerSecond: rate, errorsPerSecond: 0 })),
    latencyMs: { avg: 20, p50: 15, p95: 50, p99: 90 },
    security: null,
    reporters: [reporter],
    flows: [flow],
    ...rest,
  };
}
