/**
 * What the numbers of a window are read from: the raw counters, or recorded series where Periplus' recording rules
 * (deploy/prometheus/periplus-rules.yaml) cover it. The choice is made once for an answer, when its window is settled,
 * so that every number of it belongs to one window. Recorded rates are Prometheus' own rates at the instant they were
 * recorded; recorded increases have neither gap nor overlap, so their sum is the increase of a long window.
 */
import 'server-only';
import type { SettledWindow } from '@/lib/graph/traffic';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import type { PrometheusClient } from '@/lib/prometheus/client';
import {
  atInstant,
  type Expression,
  equal,
  type LabelMatcher,
  notEqual,
  rate,
  selector,
  sumBy,
  sumOverTime,
} from '@/lib/prometheus/promql';
import { affordable, type Refusal } from './affordable';
import { type RecordedCounter, recordedCounters, recordedName, slots } from './recorded';
import { newest, type Recording, recordings, slotsWithin } from './recordings';

export interface BasisOptions {
  /** Seconds between scrapes; increases that were recorded for another interval are not used. */
  readonly scrapeIntervalSeconds: () => Promise<number>;
  readonly clockOffsetSeconds: () => Promise<number>;
  /** The namespace that the answer is about; null = the whole mesh. */
  readonly about: string | null;
}

/** `refuse`: of what must be read from the raw counters all the same. `about`: as the window was settled. */
export type Basis = { readonly refuse: Refusal; readonly about: string | null } & Source;

type Source =
  | { readonly kind: 'raw' }
  | { readonly kind: 'rates'; readonly window: string; readonly atSeconds: number }
  | {
      readonly kind: 'increases';
      readonly slot: string;
      readonly atSeconds: number;
      readonly spanSeconds: number;
      /** Of the percentiles of this very window, where they are recorded. */
      readonly quantiles: Recording | null;
    };

/** Windows shorter than any that is recorded are cheap, and fresh numbers are worth more. */
const SHORTEST_SECONDS = 300;

/** By the window itself: its object goes through every question of one answer. */
const bases = new WeakMap<TimeWindow, Basis>();

/** The basis of a settled window; raw for any other. */
export function basisOf(window: TimeWindow): Basis {
  return bases.get(window) ?? { kind: 'raw', refuse: () => null, about: null };
}

/** See `TrafficPort.settle`. Asks for one or two single series more, for windows of five minutes and more. */
export async function settle(
  client: PrometheusClient,
  window: TimeWindow,
  options: BasisOptions,
): Promise<SettledWindow> {
  const isLong = windowSeconds(window) >= SHORTEST_SECONDS;
  const [found, refuse, offset] = await Promise.all([
    isLong ? recordedSource(client, window, options) : null,
    affordable(client, window, options),
    options.clockOffsetSeconds(),
  ]);
  const infos = clocksApart(offset);
  if (found !== null) {
    bases.set(found.settled, { ...found.source, refuse, about: options.about });
    const end = new Date(found.settled.toSeconds * 1000).toISOString().replace('.000', '');
    return {
      window: found.settled,
      infos: [...infos, `Read from recording rules, whose last window ended at ${end}.`],
    };
  }
  const settled = { ...window };
  bases.set(settled, { kind: 'raw', refuse, about: options.about });
  return { window: settled, infos };
}

function clocksApart(offset: number): string[] {
  if (offset === 0) return [];
  const by = `${Math.abs(Math.round(offset))} s ${offset > 0 ? 'ahead of' : 'behind'}`;
  return [`Prometheus' clock is ${by} this server's; "now" is Prometheus'.`];
}

interface Found {
  readonly source: Source;
  readonly settled: TimeWindow;
}

async function recordedSource(
  client: PrometheusClient,
  window: TimeWindow,
  options: BasisOptions,
): Promise<Found | null> {
  const known = await recordings(client, window.toSeconds);
  if (known.length === 0) return null;
  const seconds = windowSeconds(window);
  const isFresh = ({ endSeconds }: Recording) =>
    window.toSeconds - endSeconds <= Math.max(90, seconds / 10) && endSeconds <= window.toSeconds;
  const rates = newest(known, 'rate', seconds);
  if (rates !== null && isFresh(rates)) {
    const source = { kind: 'rates', window: rates.window, atSeconds: rates.atSeconds } as const;
    return { source, settled: { fromSeconds: rates.endSeconds - seconds, toSeconds: rates.endSeconds } };
  }
  const scrape = await options.scrapeIntervalSeconds();
  for (const slot of slots) {
    // Coarser slots serve only what would be too many of the finer ones.
    if (seconds % slot.seconds !== 0 || seconds < 12 * slot.seconds || seconds > 400 * slot.seconds) continue;
    const increases = newest(known, 'increase', slot.seconds);
    if (increases === null || increases.scrapeSeconds !== scrape) continue;
    const quantiles = newest(known, 'quantile', seconds);
    const chosen =
      quantiles !== null && isFresh(quantiles) && slot.seconds === slots[0].seconds ? quantiles : null;
    const endSeconds = chosen?.endSeconds ?? increases.endSeconds;
    const atSeconds = slot === slots[0] ? endSeconds : increases.atSeconds;
    if (!isFresh(chosen ?? increases)) continue;
    if (!(await slotsWithin(client, slot, atSeconds, seconds))) continue;
    // From the last scrape before the first slot on: what no slot lacks, a plain rate over the slots' span does.
    const settled = { fromSeconds: endSeconds - seconds - scrape, toSeconds: endSeconds };
    return {
      source: { kind: 'increases', slot: slot.window, atSeconds, spanSeconds: seconds, quantiles: chosen },
      settled,
    };
  }
  return null;
}

export interface SumOfRates {
  readonly counter: string;
  readonly by: readonly string[];
  readonly matchers: readonly LabelMatcher[];
}

/**
 * `sum by (…) (rate(…))` over the window, from its basis. What the rules do not record is read from the raw counters.
 * Throws `Fault` where that would be more than Prometheus should be asked for.
 */
export function sumOfRates(client: PrometheusClient, window: TimeWindow, wanted: SumOfRates): Expression {
  return sumBy(wanted.by, vectorOf(client, window, wanted));
}

function vectorOf(client: PrometheusClient, window: TimeWindow, wanted: SumOfRates): Expression {
  const basis = basisOf(window);
  const matchers = [...wanted.matchers, ...client.labelMatchers];
  const recorded = recordedCounters[wanted.counter];
  if (basis.kind === 'raw' || recorded === undefined || !covers(recorded, wanted)) {
    return rawRate(client, window, wanted.counter, wanted.matchers);
  }
  if (basis.kind === 'rates') {
    return ofWindow(window, matchers, (own) =>
      atInstant(selector(recordedName.rate(recorded, basis.window), own), basis.atSeconds),
    );
  }
  const increases = ofWindow(window, matchers, (own) => {
    const series = selector(recordedName.increase(recorded, basis.slot), own);
    return sumOverTime(series, basis.spanSeconds - 1, basis.atSeconds);
  });
  return `${increases} / ${basis.spanSeconds}`;
}

/** Where the namespaces of a flow stand; each is kept in what is recorded. */
const ENDS = [
  'source_workload_namespace',
  'destination_workload_namespace',
  'destination_service_namespace',
] as const;

/**
 * What is written for all series that fit, or, where the window is about one namespace, for those at one of whose ends
 * it stands: three parts without a series in common, each of which the store finds by its index.
 */
export function ofWindow(
  window: TimeWindow,
  matchers: readonly LabelMatcher[],
  write: (matchers: readonly LabelMatcher[]) => Expression,
): Expression {
  const { about } = basisOf(window);
  if (about === null) return write(matchers);
  const parts = ENDS.map((end, at) => {
    const before = ENDS.slice(0, at).map((other) => notEqual(other, about));
    return write([...matchers, equal(end, about), ...before]);
  });
  return `(${parts.join(' or ')})`;
}

/** The rate of the raw counter. Throws `Fault` as `sumOfRates` does. */
export function rawRate(
  client: PrometheusClient,
  window: TimeWindow,
  counter: string,
  matchers: readonly LabelMatcher[],
): Expression {
  const basis = basisOf(window);
  const fault = basis.refuse(counter);
  if (fault !== null) throw fault;
  return ofWindow(window, [...matchers, ...client.labelMatchers], (own) =>
    rate(selector(counter, own), windowSeconds(window)),
  );
}

function covers(recorded: RecordedCounter, { by, matchers }: SumOfRates): boolean {
  const { only } = recorded;
  const kept = new Set(recorded.by);
  const isSame = ({ name, operator, value }: LabelMatcher) =>
    name === only?.name && operator === only.operator && value === only.value;
  return (
    by.every((label) => kept.has(label)) &&
    matchers.every(({ name }) => kept.has(name)) &&
    (only === undefined || matchers.some(isSame))
  );
}
