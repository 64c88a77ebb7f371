/** What charts ask of a source: the mesh, a namespace, a node or an edge over a window, counted once as in the graph. */
import type { Peer, Protocol } from '@/lib/mesh/identity';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { Chart, ChartId } from './contract';

/** The part of a peer that a chart selects by; a field that is left out does not matter. */
export type PeerSelection = { readonly [Field in keyof Peer]?: string | null };

export interface ServiceSelection {
  /** Left out or null = of whichever cluster. */
  readonly cluster?: string | null;
  readonly namespace: string | null;
  /** Short name, or the host where that is the name; left out = all of the namespace. */
  readonly name?: string | null;
}

/** Requests from `source` to `service` and `destination`; what is left out does not matter, `null` means not known. */
export interface TrafficSelection {
  readonly source?: PeerSelection;
  readonly service?: ServiceSelection;
  readonly destination?: PeerSelection;
  readonly protocol?: Protocol;
  /** Only what reached a workload, or only what reached none. */
  readonly reached?: boolean;
  /** Only what waypoints tell of: charts of a waypoint and of the edges at it. */
  readonly throughWaypoints?: true;
  /** One operation of the service, where the source classifies requests. */
  readonly operation?: string;
}

/** Several selections are added up: a namespace's traffic is what comes in and what goes out. */
export interface SeriesQuery {
  readonly selections: readonly TrafficSelection[];
  readonly window: TimeWindow;
  readonly stepSeconds: number;
  /** The charts that are wanted; left out = all. Errors come with requests. */
  readonly only?: readonly ChartId[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SeriesAnswer {
  readonly charts: readonly Chart[];
  readonly warnings: readonly string[];
}

export interface SeriesPort {
  /**
   * Charts of requests by class, share of errors, latency (p50, p95, p99) and TCP bytes; charts without any data are left out.
   * Throws `Fault` when the requests cannot be read; other parts that fail become warnings.
   */
  charts(query: SeriesQuery): Promise<SeriesAnswer>;
  /** The interval between scrapes in seconds: settings, else learnt from the source, else 15. */
  scrapeIntervalSeconds(signal?: AbortSignal): Promise<number>;
}
