/**
 * Who sends and who receives. Names follow Istio's standard metric labels
 * (https://istio.io/latest/docs/reference/config/metrics/); `unknown` in a label becomes `null` here.
 */

/** A workload as one side of some traffic. All fields are `null` where the reporting proxy did not know them. */
export interface Peer {
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly workload: string | null;
  /** Canonical service: the `app` in the sense of Istio's `*_canonical_service`. */
  readonly app: string | null;
  /** Canonical revision, `*_canonical_revision`. */
  readonly version: string | null;
}

/** The service that was called. `host` is the FQDN or the host of a ServiceEntry. */
export interface CalledService {
  readonly cluster: string | null;
  readonly namespace: string | null;
  /** Short name, or `PassthroughCluster` / `BlackHoleCluster` / `InboundPassthroughCluster`. */
  readonly name: string | null;
  readonly host: string | null;
}

export type Protocol = 'http' | 'grpc' | 'tcp';

/** The view a number was counted from; see "A request counts once". */
export type Reporter = 'source' | 'waypoint' | 'destination';

/** In the order in which they are listed. */
export const REPORTERS: readonly Reporter[] = ['destination', 'source', 'waypoint'];
