/**
 * What happens in a made-up mesh, as the test knows it: who calls whom, and which proxies tell of it. From this follow
 * both the series that Prometheus is given and the answer that the graph must give, by two separate ways.
 */
import type { AmbientView } from '@/lib/graph/vocabulary';

export interface Workload {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly app: string;
  readonly version: string;
}

/** `ztunnel`: ambient, bytes only; `waypoint`: ambient with a waypoint for the service. */
export type Mode = 'sidecar' | 'ztunnel' | 'waypoint';

export interface Service {
  readonly namespace: string | null;
  readonly name: string;
  readonly host: string;
  readonly mode: Mode;
}

/**
 * - `both`: sidecars at both ends; the client's word counts, even where the server tells otherwise
 * - `everybody`: the same, and a waypoint and ztunnels tell of it too
 * - `server`: only the server tells: a caller without a proxy (`source` null), or a mirrored request
 * - `client`: only the client tells: it failed before a server saw it, or the callee is outside the mesh
 * - `lost`: the client gave up and names no workload, the server tells of the request that it answered too late
 * - `waypoint`: ambient; the waypoint tells of requests, ztunnels or sidecars of its two legs
 * - `ztunnel`: ambient without a waypoint: bytes only
 */
export type Teller = 'both' | 'everybody' | 'server' | 'client' | 'lost' | 'waypoint' | 'ztunnel';

/** `live` has a rate in the window; `gone` ended before it, `single` has one sample in it, `idle` does not grow. */
export type Liveliness = 'live' | 'gone' | 'single' | 'idle';

export interface Call {
  readonly teller: Teller;
  /** null = a caller without a proxy. */
  readonly source: Workload | null;
  readonly service: Service;
  /** null = no workload was reached, or it is not the mesh's. */
  readonly destination: Workload | null;
  readonly protocol: 'http' | 'grpc' | 'tcp';
  readonly code: string;
  readonly grpcStatus: string;
  readonly flags: string;
  /** What the server says, where it tells otherwise. */
  readonly serverCode: string;
  readonly serverFlags: string;
  readonly operation: string | null;
  readonly secured: boolean;
  /** A stream that has not ended: messages, and no request yet. */
  readonly isStream: boolean;
  readonly liveliness: Liveliness;
  /** The waypoint that it runs through, with those who tell of the ways to and from it. */
  readonly through: { readonly waypoint: Workload; readonly wayIn: Leg; readonly wayOut: Leg } | null;
}

/** Who tells of the way between a waypoint and a caller or callee: of an ambient one ztunnels, at both ends. */
export type Leg = 'ztunnel' | 'sidecar';

/** What one proxy tells of a call: one series for each pod of it, and for each metric. */
export interface Telling {
  readonly call: Call;
  readonly reporter: 'source' | 'destination' | 'waypoint';
  readonly ztunnel: boolean;
  readonly protocol: Call['protocol'];
  readonly source: Workload | null;
  readonly destination: Workload | null;
  /** The choices of ambient views in which its numbers count. */
  readonly countsIn: readonly AmbientView[];
  /** To or from a waypoint. */
  readonly leg: 'in' | 'out' | null;
  /** Labels `sid` of its series; filled in while they are written. */
  readonly sids: string[];
}
