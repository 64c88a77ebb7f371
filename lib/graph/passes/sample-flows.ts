/** Flows with defaults, for tests: state only what a test is about. */
import type { Flow, Grouping, RequestRow, TcpRow } from '@/lib/graph/traffic';
import type { CalledService, Peer, Protocol, Reporter } from '@/lib/mesh/identity';

export function peer(workload: string | null, part: Partial<Peer> = {}): Peer {
  if (workload === null) return { cluster: null, namespace: null, workload: null, app: null, version: null };
  const [app = workload, version = null] = workload.split(/-(?=v\d+$)/);
  return { cluster: 'c1', namespace: 'shop', workload, app, version, ...part };
}

export function service(name: string | null, part: Partial<CalledService> = {}): CalledService {
  if (name === null) return { cluster: 'c1', namespace: null, name: null, host: null };
  return { cluster: 'c1', namespace: 'shop', name, host: `${name}.shop.svc.cluster.local`, ...part };
}

export interface FlowParts {
  readonly reporter?: Reporter;
  readonly source?: Peer;
  readonly service?: CalledService;
  readonly destination?: Peer;
  readonly protocol?: Protocol;
  readonly operation?: string | null;
  readonly ztunnel?: boolean;
  readonly unfinished?: boolean;
}

/** From `a-v1` to service `b` at `b-v1`, over HTTP, in the client's view. */
export function flow(parts: FlowParts = {}): Flow {
  const whole = {
    reporter: 'source' as const,
    source: peer('a-v1'),
    service: service('b'),
    destination: peer('b-v1'),
    protocol: 'http' as const,
    operation: null,
    ztunnel: false,
    unfinished: false,
    ...parts,
  };
  return { ...whole, key: JSON.stringify(whole) };
}

export function requests(of: Flow, part: Partial<Omit<RequestRow, 'flow'>> = {}): RequestRow {
  return { flow: of, code: '200', grpcStatus: null, flags: '-', ratePerSecond: 1, ...part };
}

export function tcp(of: Flow, part: Partial<Omit<TcpRow, 'flow'>> = {}): TcpRow {
  return { flow: of, measure: 'sent', flags: '-', ratePerSecond: 100, ...part };
}

/** Groups as an adapter makes them: by the labels that the grouping keeps. */
export function groupOf(grouping: Grouping, of: Flow): string | null {
  const known = of.destination.workload !== null;
  if (grouping.destinations !== 'all' && known !== (grouping.destinations === 'known')) return null;
  const level = (peerOf: Peer, at: Grouping['source']) =>
    at === null
      ? null
      : at === 'workload'
        ? peerOf.workload
        : at === 'app'
          ? peerOf.app
          : [peerOf.app, peerOf.version];
  return JSON.stringify([
    of.reporter,
    of.protocol,
    level(of.source, grouping.source),
    grouping.service ? of.service.name : null,
    level(of.destination, grouping.destination),
  ]);
}
