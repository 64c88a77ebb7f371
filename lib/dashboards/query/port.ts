/** The store of metrics as dashboards and Explore need it: any query, and what there is to ask for. */

export interface AskedSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** `[Unix seconds, value]` */
  readonly points: readonly (readonly [seconds: number, value: number])[];
}

export interface AskedResult {
  readonly series: readonly AskedSeries[];
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

export interface AskedExemplar {
  readonly traceId: string;
  readonly atSeconds: number;
  /** In the unit of its metric. */
  readonly value: number;
  readonly metric: string;
  /** What is known of the request; none for a reader who sees some namespaces only. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface MetricDescription {
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

/** Selectors of the series that are meant, and when; none: all. */
export interface LookupQuery {
  readonly match: readonly string[];
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** Each throws `Fault`: `source-rejected` with the store's words, `source-timeout`, `source-unreachable`, `too-large`. */
export interface QueryPort {
  range(
    expr: string,
    window: { readonly fromSeconds: number; readonly toSeconds: number; readonly stepSeconds: number },
    signal?: AbortSignal,
  ): Promise<AskedResult>;
  instant(expr: string, atSeconds: number, signal?: AbortSignal): Promise<AskedResult>;
  labelNames(query: LookupQuery): Promise<readonly string[]>;
  labelValues(label: string, query: LookupQuery): Promise<readonly string[]>;
  series(query: LookupQuery): Promise<readonly Readonly<Record<string, string>>[]>;
  /** Single requests that were kept beside the series in an expression; none where the store keeps none. */
  exemplars(
    expr: string,
    window: { readonly fromSeconds: number; readonly toSeconds: number },
    signal?: AbortSignal,
  ): Promise<readonly AskedExemplar[]>;
  /** By name; empty where the store has none. `metric` null: of all. */
  metadata(metric: string | null, signal?: AbortSignal): Promise<ReadonlyMap<string, MetricDescription>>;
}
