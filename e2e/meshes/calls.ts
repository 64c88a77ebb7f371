/**
 * What happens in a made-up mesh, as the test knows it: who calls whom, and which proxies tell of it. From this follow
 * both the series that Prometheus is given and the answer that the graph must give, by two separate ways.
 */

export interface Workload {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly app: string;
  readonly version: string;
}

export interface Service {
  readonly namespace: string | null;
  readonly name: string;
  readonly host: string;
  readonly cluster: string;
}

/**
 * - `both`: sidecars at both ends; the client's word counts, even where the server tells otherwise
 * - `server`: only the server tells: a caller without a proxy (`source` null), or a mirrored request
 * - `client`: only the client tells: it failed before a server saw it, or the callee is outside the mesh
 * - `waypoint`: ambient; the waypoint tells of requests, ztunnel at both ends of the same as bytes
 * - `ztunnel`: ambient without a waypoint: bytes only
 */
export type Teller = 'both' | 'server' | 'client' | 'waypoint' | 'ztunnel';

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
  /** Series of this call that count, by their label `sid`; filled in while series are written. */
  readonly counted: string[];
}

/** A series before a proxy knew its peer: never to be seen. */
export interface Junk {
  readonly labels: Readonly<Record<string, string>>;
}
