/**
 * How the demo's workloads behave, as data: what they answer, how long they take, whom they call.
 * Rates are requests per second, times are milliseconds, shares are 0..1.
 */

/** Which proxy stands beside a workload, and so who reports its traffic. */
export type ProxyKind = 'sidecar' | 'gateway' | 'waypoint' | 'ambient' | 'none';

export interface WorldWorkload {
  /** Istio's id of the cluster that it runs in. */
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** Label `app`; also Istio's canonical service. */
  readonly app: string;
  /** Label `version`; null where there is none, which Istio shows as revision `latest`. */
  readonly version: string | null;
  readonly serviceAccount: string;
  readonly proxy: ProxyKind;
  readonly labels: Readonly<Record<string, string>>;
  readonly pods: number;
}

/** Log-normal: half of the answers come within `medianMs`, 95 % within `p95Ms`. */
export interface Latency {
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** A failure of the workload's own making. `grpcStatus` for gRPC, where the HTTP status stays 200. */
export interface Failure {
  readonly share: number;
  readonly code: number;
  readonly grpcStatus?: number;
  /** Envoy's flag at the server's own proxy, when that answers in the application's place; its client sees none. */
  readonly flags?: string;
}

/** A call as the application makes it. */
export interface Call {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'http' | 'grpc' | 'tcp';
  readonly method?: string;
  /** Path, or `/package.Service/Method`. */
  readonly path: string;
  /** Calls for each request that is handled: below 1 a chance, above 1 repeated. Default 1. */
  readonly each?: number;
  /** The application itself gives up after this long; the proxy sees a client that left. */
  readonly patienceMs?: number;
  /** How often the application tries before it gives up. Default 1. */
  readonly tries?: number;
  /** Share that the proxy which sends it turns away with 429, as a rate limit of its own asks for. Default 0. */
  readonly limitedShare?: number;
  /** Whether a failure of this call fails the caller's own answer. Default false. */
  readonly needed?: boolean;
  readonly requestBytes?: number;
  /** TCP only: bytes of the answers, and the time the conversation takes. */
  readonly responseBytes?: number;
  readonly latency?: Latency;
  /** gRPC only: messages in each direction, default 1. */
  readonly messages?: { readonly request: number; readonly response: number };
}

/** What a workload does with one kind of request. */
export interface Handling {
  /** Path prefix; the first that fits is taken. */
  readonly path: string;
  /** Own time, without that of its calls. */
  readonly latency: Latency;
  readonly failures?: readonly Failure[];
  readonly responseBytes: number;
  /** Groups one after another; the calls of a group at the same time. */
  readonly calls?: readonly (readonly Call[])[];
  /** The status when a needed call failed, default 500 (gRPC: status 13, internal). */
  readonly failsWith?: Failure;
  /** What the bad build does instead, while the incident lasts. */
  readonly incident?: { readonly latency: Latency; readonly failures: readonly Failure[] };
  /** Name of a span that the application records around its own work, e.g. a query. */
  readonly span?: string;
}

export interface Behaviour {
  /** `namespace/workload`, or `namespace/app` for all versions of it. */
  readonly of: string;
  readonly handlings: readonly Handling[];
}

export type WaveName = 'readers' | 'shoppers' | 'machines';

/** Where requests come from: people outside (through a gateway), or a workload that acts by itself. */
export interface Entry {
  readonly name: string;
  /** `namespace/workload` whose proxy sends it: the gateway, or the acting workload. */
  readonly client: string;
  readonly ratePerSecond: number;
  readonly wave: WaveName;
  readonly call: Call;
  readonly headers?: Readonly<Record<string, string>>;
  /** Requests of people are traced from the gateway on; those of machines from their own proxy. */
  readonly traced: boolean;
}
