/**
 * Prometheus' query API, typed: instant and range queries, series, labels, metadata. Equal queries at the same
 * instant are sent once, however many users ask (see shared-answers.ts).
 */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import { SharedAnswers } from '@/lib/shared-answers';
import { learnClockOffset } from './clock';
import { type NativeHistogram, readNativeHistogram } from './native-histogram';
import { learnProcessors } from './processors';
import type { LabelMatcher } from './promql';
import { type Labels, numberOf, readData, readResult, type WireRow } from './response';
import { learnRetention } from './retention';
import { MANY_ROWS, MOST_ROWS, takesLimit, versionOf } from './row-limit';
import { learnScrapeInterval } from './scrape-interval';
import type { ObserveQuery, PrometheusSettings } from './settings';
import { readIfPresent } from './status';
import { createTransport, type TextAnswer } from './transport';

export type { ObserveQuery, PrometheusSettings, QueryOutcome } from './settings';

/** Rows in the reader's own form, and what Prometheus said about them. */
export interface Result<Row> {
  readonly rows: readonly Row[];
  /** Not empty = the rows are incomplete or doubtful. */
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

/** `[Unix seconds, value]` */
export type Point = readonly [seconds: number, value: number];

/** Turns one vector element into a row, or null to leave it out. Must be a constant function: answers are shared by it. */
export type ReadSample<Row> = (labels: Labels, value: number) => Row | null;
/** The same for elements that are native histograms; without it they are left out. */
export type ReadHistogram<Row> = (labels: Labels, histogram: NativeHistogram) => Row | null;
/** A series' native histograms over time. */
export type ReadHistograms<Row> = (
  labels: Labels,
  samples: readonly (readonly [seconds: number, histogram: NativeHistogram])[],
) => Row | null;
export type ReadSeries<Row> = (labels: Labels, points: readonly Point[]) => Row | null;

export interface InstantOptions<Row> {
  readonly atSeconds: number;
  readonly read: ReadSample<Row>;
  readonly readHistogram?: ReadHistogram<Row>;
  readonly signal?: AbortSignal | undefined;
}

export interface RangeOptions<Row> {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly stepSeconds: number;
  readonly read: ReadSeries<Row>;
  /** Of series that are native histograms; without it they are left out. */
  readonly readHistograms?: ReadHistograms<Row>;
  readonly signal?: AbortSignal | undefined;
}

export interface LookupOptions {
  /** Series selectors, for example `istio_build{component="proxy"}`. */
  readonly match?: readonly string[];
  readonly fromSeconds?: number;
  readonly toSeconds?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface PrometheusClient {
  /** Base address, for messages. */
  readonly base: string;
  /** To be put into every selector. */
  readonly labelMatchers: readonly LabelMatcher[];
  instant<Row>(query: string, options: InstantOptions<Row>): Promise<Result<Row>>;
  range<Row>(query: string, options: RangeOptions<Row>): Promise<Result<Row>>;
  /** Label sets of the series that match. */
  series(options: LookupOptions & { readonly match: readonly string[] }): Promise<readonly Labels[]>;
  /** What the exemplar API tells of the series in an expression, unread; null where the store has no such API. */
  exemplars(query: string, options: LookupOptions): Promise<unknown>;
  labelNames(options?: LookupOptions): Promise<readonly string[]>;
  labelValues(label: string, options?: LookupOptions): Promise<readonly string[]>;
  /** Type, help and unit of metrics, by name; empty where the store has no metadata. */
  metadata(
    metric?: string,
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, readonly MetricMetadata[]>>>;
  /** What the rules API tells, unread; null where the store has no such API. */
  rules(signal?: AbortSignal): Promise<unknown>;
  /** Seconds between scrapes as the server's configuration says; null where it does not tell. */
  scrapeIntervalSeconds(signal?: AbortSignal): Promise<number | null>;
  /** Seconds that the server keeps samples; null where it does not tell. */
  retentionSeconds(signal?: AbortSignal): Promise<number | null>;
  /** As the server calls it; null where it does not tell. */
  version(signal?: AbortSignal): Promise<string | null>;
  /** Seconds that the server's clock is ahead of ours; null where it does not tell. */
  clockOffsetSeconds(signal?: AbortSignal): Promise<number | null>;
  /** How many queries the server can compute side by side; null where it does not tell. */
  processors(signal?: AbortSignal): Promise<number | null>;
  /** Queries sent to the server since the start (shared answers are not sent). */
  sent(): number;
  /** Lets calls under way end and closes the connections. */
  close(): Promise<void>;
}

export interface MetricMetadata {
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

const KEEP_MS = 15_000;
/** About 150 MB of rows at the worst. */
const MAX_KEPT_ROWS = 300_000;

export function createPrometheusClient(
  settings: PrometheusSettings,
  observe?: ObserveQuery,
): PrometheusClient {
  const transport = createTransport(settings);
  const { base } = transport;
  const results = new SharedAnswers<Result<unknown>>({
    keepMs: KEEP_MS,
    maxWeight: MAX_KEPT_ROWS,
    weigh: (result) => (result.warnings.length > 0 ? null : result.rows.length + 1),
  });
  const readers = new ReaderIds();
  let sent = 0;
  let isVersionAsked = false;
  let limit: number | null = null;

  /** Asked for once, and only of servers that have given many rows. */
  function learnLimit(): void {
    if (isVersionAsked) return;
    isVersionAsked = true;
    readIfPresent(async (path) => lookup(path, {}, 'GET'), '/api/v1/status/buildinfo').then(
      (info) => {
        if (takesLimit(info)) limit = MOST_ROWS;
      },
      () => {
        isVersionAsked = false;
      },
    );
  }

  /** One call: counted, timed, and read to its end. */
  async function call<T extends { readonly warnings: readonly string[] }>(
    send: () => Promise<TextAnswer>,
    read: (answer: TextAnswer) => Promise<T> | T,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const startedAt = performance.now();
    const report = (outcome: Parameters<ObserveQuery>[0], detail: string | null) =>
      observe?.(outcome, (performance.now() - startedAt) / 1000, detail);
    sent += 1;
    try {
      const result = await read(await send());
      report(result.warnings.length > 0 ? 'partial' : 'ok', result.warnings[0] ?? null);
      return result;
    } catch (error) {
      if (signal?.aborted === true) report('cancelled', null);
      else
        report(
          error instanceof Fault ? error.code : 'internal',
          error instanceof Error ? error.message : null,
        );
      throw error;
    }
  }

  function query<Row>(
    path: string,
    parameters: URLSearchParams,
    read: object,
    onRow: (row: WireRow) => Row | null,
    signal: AbortSignal | undefined,
  ): Promise<Result<Row>> {
    parameters.set('timeout', `${settings.timeoutMs}ms`);
    if (limit !== null) parameters.set('limit', String(limit));
    const load = (shared: AbortSignal) =>
      call(
        () => transport.send('POST', path, parameters, shared),
        async (answer) => {
          const rows: Row[] = [];
          const { warnings, infos } = await readResult(answer, base, (wire) => {
            const row = onRow(wire);
            if (row !== null) rows.push(row);
          });
          if (rows.length >= MANY_ROWS) learnLimit();
          return { rows, warnings, infos };
        },
        shared,
      );
    const key = `${readers.of(read)} ${path}?${parameters}`;
    return results.get(key, load, signal) as Promise<Result<Row>>;
  }

  async function lookup(
    path: string,
    options: LookupOptions & { readonly query?: string },
    method: 'GET' | 'POST',
  ): Promise<unknown> {
    const parameters = new URLSearchParams();
    if (options.query !== undefined) parameters.set('query', options.query);
    for (const match of options.match ?? []) parameters.append('match[]', match);
    if (options.fromSeconds !== undefined) parameters.set('start', String(options.fromSeconds));
    if (options.toSeconds !== undefined) parameters.set('end', String(options.toSeconds));
    const answer = await call(
      () => transport.send(method, path, parameters, options.signal),
      (text) => readData(text, base),
      options.signal,
    );
    return answer.data;
  }

  return {
    base,
    labelMatchers: settings.labelMatchers ?? [],
    instant(text, { atSeconds, read, readHistogram, signal }) {
      const parameters = new URLSearchParams({ query: text, time: String(atSeconds) });
      const onRow = (row: WireRow) => {
        if (row.value) return read(row.metric, numberOf(row.value[1]));
        const histogram = readHistogram && readNativeHistogram(row.histogram?.[1]);
        return histogram ? (readHistogram?.(row.metric, histogram) ?? null) : null;
      };
      return query('/api/v1/query', parameters, read, onRow, signal);
    },
    range(text, { fromSeconds, toSeconds, stepSeconds, read, readHistograms, signal }) {
      const parameters = new URLSearchParams({
        query: text,
        start: String(fromSeconds),
        end: String(toSeconds),
        step: String(stepSeconds),
      });
      const onRow = (row: WireRow) => {
        if (row.values) {
          return read(
            row.metric,
            row.values.map(([at, value]) => [at, numberOf(value)] as const),
          );
        }
        const samples = (row.histograms ?? []).flatMap(([at, wire]) => {
          const histogram = readNativeHistogram(wire);
          return histogram === null ? [] : [[at, histogram] as const];
        });
        return samples.length === 0 ? null : (readHistograms?.(row.metric, samples) ?? null);
      };
      return query('/api/v1/query_range', parameters, read, onRow, signal);
    },
    series: async (options) => (await lookup('/api/v1/series', options, 'POST')) as readonly Labels[],
    exemplars: (query, options) =>
      readIfPresent((path) => lookup(path, { ...options, query }, 'POST'), '/api/v1/query_exemplars'),
    labelNames: async (options = {}) => names(await lookup('/api/v1/labels', options, 'POST')),
    labelValues: async (label, options = {}) =>
      names(await lookup(`/api/v1/label/${encodeURIComponent(label)}/values`, options, 'GET')),
    async metadata(metric, signal) {
      const path = `/api/v1/metadata${metric === undefined ? '' : `?metric=${encodeURIComponent(metric)}`}`;
      return (await lookup(path, { signal }, 'GET')) as Readonly<Record<string, readonly MetricMetadata[]>>;
    },
    rules: (signal) => readIfPresent((path) => lookup(path, { signal }, 'GET'), '/api/v1/rules'),
    scrapeIntervalSeconds: (signal) => learnScrapeInterval(async (path) => lookup(path, { signal }, 'GET')),
    clockOffsetSeconds: (signal) =>
      learnClockOffset(() => lookup('/api/v1/query', { signal, query: 'time()' }, 'POST')),
    version: async (signal) =>
      versionOf(await readIfPresent((path) => lookup(path, { signal }, 'GET'), '/api/v1/status/buildinfo')),
    retentionSeconds: (signal) => learnRetention(async (path) => lookup(path, { signal }, 'GET')),
    processors: (signal) => learnProcessors(async (path) => lookup(path, { signal }, 'GET')),
    sent: () => sent,
    close: () => transport.close(),
  };
}

function names(data: unknown): readonly string[] {
  return Array.isArray(data) ? data.filter((name): name is string => typeof name === 'string') : [];
}

/** The same text read by two functions gives two kinds of rows; their answers must not be mixed up. */
class ReaderIds {
  readonly #ids = new WeakMap<object, number>();
  #last = 0;

  of(read: object): number {
    const known = this.#ids.get(read);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#ids.set(read, this.#last);
    return this.#last;
  }
}
