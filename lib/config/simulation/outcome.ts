/**
 * What becomes of a simulated request, and why. The kinds follow Envoy's response flags
 * (NR no route, NC no cluster, UH no healthy upstream) and Istio's two catch-all clusters.
 */
import type { ObjectId } from '@/lib/config/store';
import type { StringMatch } from './read/string-match';
import type { ReasonStep } from './reasons';

/** A pod owner that receives a share. Several workloads behind one destination share by their ready replicas. */
export interface DestinationWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Share of the destination's own requests, 0..1, by replicas. */
  readonly share: number;
}

/** Circuit breaker of one client proxy towards one cluster; null = Envoy's default (practically none). */
export interface ConnectionPoolLimits {
  readonly maxConnections: number | null;
  readonly connectTimeoutSeconds: number | null;
  readonly http1MaxPendingRequests: number | null;
  readonly http2MaxRequests: number | null;
  readonly maxRequestsPerConnection: number | null;
  readonly maxRetries: number | null;
}

/** Ejection of failing hosts; defaults as in the DestinationRule reference. */
export interface OutlierLimits {
  readonly consecutive5xxErrors: number;
  /** 0 = not counted. */
  readonly consecutiveGatewayErrors: number;
  readonly intervalSeconds: number;
  readonly baseEjectionSeconds: number;
  readonly maxEjectionPercent: number;
  readonly minHealthPercent: number;
}

export interface ClusterLimits {
  readonly connectionPool: ConnectionPoolLimits | null;
  readonly outlierDetection: OutlierLimits | null;
  /** As written, default `LEAST_REQUEST`; a consistent hash is `CONSISTENT_HASH`. */
  readonly loadBalancer: string;
  /** What a consistent hash is made of, in words ("header x-user"); null = none. */
  readonly hashedBy: string | null;
  /** How the client's own region and zone count; null = nothing written, the mesh's setting. */
  readonly locality: LocalityPolicy | null;
  /** Client TLS mode as written in the DestinationRule; null = automatic mTLS. */
  readonly tlsMode: string | null;
  /** The DestinationRule that says so; null when none applies. */
  readonly destinationRule: ObjectId | null;
}

export interface LocalityPolicy {
  readonly enabled: boolean;
  /** `distribute`: shares by `to`; `failover`: to another region when the own one is ill; `priority`: by labels. */
  readonly kind: 'distribute' | 'failover' | 'priority' | 'near-first';
  readonly distribute: readonly { readonly from: string; readonly to: Readonly<Record<string, number>> }[];
  readonly failover: readonly { readonly from: string; readonly to: string }[];
  readonly failoverPriority: readonly string[];
}

/** `no-cluster`: unknown host, port or subset (NC). `no-healthy-upstream`: nothing behind it (UH). */
export type DestinationState = 'ready' | 'no-cluster' | 'no-healthy-upstream';

export interface RouteDestination {
  /** FQDN, or the host of a ServiceEntry. */
  readonly host: string;
  readonly subset: string | null;
  readonly port: number;
  /** Share of the route's requests, 0..1; the shares of one route add up to 1. */
  readonly share: number;
  readonly state: DestinationState;
  /** Why it is not ready, as a sentence. */
  readonly because: string | null;
  /** Empty for hosts outside the mesh that have no workload of their own. */
  readonly workloads: readonly DestinationWorkload[];
  /** True for a host outside the mesh (ServiceEntry MESH_EXTERNAL). */
  readonly external: boolean;
  readonly limits: ClusterLimits;
  /** Header changes of this destination alone; applied after the route's. */
  readonly headers: HeaderOperations;
}

export interface HeaderChange {
  readonly set: Readonly<Record<string, string>>;
  readonly add: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

export interface HeaderOperations {
  readonly request: HeaderChange;
  readonly response: HeaderChange;
}

/** Runs at the client's proxy before routing; delay first; each rolled on its own. Shares are 0..1. */
export interface RouteFault {
  readonly delay: { readonly seconds: number; readonly share: number } | null;
  readonly abort: {
    readonly httpStatus: number | null;
    readonly grpcStatus: string | null;
    readonly share: number;
  } | null;
}

export interface RouteRetries {
  /** Retries after the first try; 0 = none. */
  readonly attempts: number;
  readonly perTryTimeoutSeconds: number | null;
  readonly retryOn: readonly string[];
  /** True when nothing is written and Istio's default policy applies. */
  readonly isDefault: boolean;
}

export interface RouteMirror {
  readonly host: string;
  readonly subset: string | null;
  readonly port: number;
  /** Share of requests that are copied, 0..1. */
  readonly share: number;
  readonly state: DestinationState;
  readonly workloads: readonly DestinationWorkload[];
}

/** What the destination sees instead; null = unchanged. */
export interface RouteRewrite {
  readonly path: string | null;
  readonly authority: string | null;
}

/** What the proxy takes the traffic for. */
export type SpokenProtocol = 'http' | 'tcp' | 'tls' | 'udp';

/** The rule that took the request; null = no rule, the Service's own default route. */
export interface MatchedRoute {
  readonly object: ObjectId;
  readonly protocol: SpokenProtocol;
  /** Index in `spec.http` / `tcp` / `tls`, or in `spec.rules` of an HTTPRoute. */
  readonly routeIndex: number;
  readonly routeName: string | null;
  /** Index in the rule's matches; null when the rule has none and takes everything. */
  readonly matchIndex: number | null;
}

/** Fields that every outcome has. */
export interface OutcomeBase {
  readonly matched: MatchedRoute | null;
  /** The reasoning; empty unless it was asked for (`explainRoute`). */
  readonly steps: readonly ReasonStep[];
}

/** What a rule that forwards does. */
export interface ForwardingOutcome extends OutcomeBase {
  readonly protocol: SpokenProtocol;
  readonly destinations: readonly RouteDestination[];
  readonly fault: RouteFault;
  /** Null = no limit. */
  readonly timeoutSeconds: number | null;
  readonly retries: RouteRetries;
  readonly mirrors: readonly RouteMirror[];
  readonly rewrite: RouteRewrite;
  readonly headers: HeaderOperations;
  /** Answered by the proxy itself for preflight requests; null = left to the application. */
  readonly cors: CorsPolicy | null;
}

export interface CorsPolicy {
  readonly allowOrigins: readonly StringMatch[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds: number | null;
}

export interface RoutedOutcome extends ForwardingOutcome {
  /** At least one destination is ready. */
  readonly kind: 'routed';
}

/** Every destination is missing: 503 with NC (500 for routes of the Gateway API). Faults still come first. */
export interface NoClusterOutcome extends ForwardingOutcome {
  readonly kind: 'no-cluster';
  readonly httpStatus: 503 | 500;
}

/** No destination has anything behind it: 503 with UH. Faults still come first. */
export interface NoHealthyUpstreamOutcome extends ForwardingOutcome {
  readonly kind: 'no-healthy-upstream';
  readonly httpStatus: 503;
}

export interface RedirectOutcome extends OutcomeBase {
  readonly kind: 'redirect';
  readonly httpStatus: number;
  readonly location: string;
}

export interface DirectResponseOutcome extends OutcomeBase {
  readonly kind: 'direct-response';
  readonly httpStatus: number;
  readonly body: string | null;
}

/** A virtual host took the request and no route in it matches: 404 with NR. */
export interface NotFoundOutcome extends OutcomeBase {
  readonly kind: 'not-found';
  readonly httpStatus: 404;
  readonly because: string;
}

/** Nothing in the mesh is known by that host; it leaves through `PassthroughCluster`. */
export interface PassthroughOutcome extends OutcomeBase {
  readonly kind: 'passthrough';
}

/** Nothing in the mesh is known by that host and the mesh forbids it: 502 from `BlackHoleCluster`. */
export interface BlackholeOutcome extends OutcomeBase {
  readonly kind: 'blackhole';
  readonly httpStatus: 502;
}

export type RouteOutcome =
  | RoutedOutcome
  | NoClusterOutcome
  | NoHealthyUpstreamOutcome
  | RedirectOutcome
  | DirectResponseOutcome
  | NotFoundOutcome
  | PassthroughOutcome
  | BlackholeOutcome;
