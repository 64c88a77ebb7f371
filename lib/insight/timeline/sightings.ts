/** What the timeline asks of metrics, in its own words: answered by an adapter with one query for each method. */
import type { TimeWindow } from '@/lib/mesh/time-window';

export interface SightingQuery {
  readonly window: TimeWindow;
  /** Seconds between looks. */
  readonly stepSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** When something was there, look by look, in Unix seconds and in order. */
export interface VersionSightings {
  readonly namespace: string | null;
  /** Canonical service. */
  readonly app: string;
  readonly version: string;
  readonly seenSeconds: readonly number[];
}

/** A release of the proxies, as `istio_build` tells. */
export interface ProxySightings {
  readonly tag: string;
  readonly seenSeconds: readonly number[];
}

/** Failed requests by all requests of a service or one of its versions, where they fail enough to be asked for. */
export interface FailureSightings {
  readonly namespace: string | null;
  readonly service: string;
  /** null = of the service as a whole. */
  readonly version: string | null;
  /** `[Unix seconds, share]`, only where the share is at least the one asked for. */
  readonly points: readonly (readonly [seconds: number, share: number])[];
}

/** A figure that changes with every change of an object, as Periplus' own metrics keep it. */
export interface ObjectSightings {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly points: readonly (readonly [seconds: number, version: number])[];
}

/** Every method throws `Fault`. */
export interface SightingPort {
  /** Versions that took requests or bytes. */
  versions(query: SightingQuery): Promise<readonly VersionSightings[]>;
  proxies(query: SightingQuery): Promise<readonly ProxySightings[]>;
  /** Services, and versions of them, of which at least this share of requests failed; 0 = any. */
  failures(query: SightingQuery & { readonly from: number }): Promise<readonly FailureSightings[]>;
  objects(query: SightingQuery): Promise<readonly ObjectSightings[]>;
}
