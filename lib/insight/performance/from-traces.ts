/** Figures of services counted in traces: of what was sampled, never of all requests. Pure. */
import type { Called } from '@/lib/metrics/performance';
import { QUANTILES } from '@/lib/metrics/performance';
import { type Figures, keyOf, type Level } from '@/lib/metrics/performance-figures';
import { SPAN_KINDS } from '@/lib/traces/model/span';
import { FAILED, hasFlag, nameOf, serviceOf, startUnixUs, type Trace } from '@/lib/traces/model/trace';

/** A stretch of time in Unix seconds, its end included. */
export interface Stretch {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

const SERVED = new Set([SPAN_KINDS.indexOf('server'), SPAN_KINDS.indexOf('consumer')]);

interface Tally {
  readonly called: Called;
  /** Of each stretch, ms. */
  readonly durations: number[][];
  readonly failed: number[];
}

/** What a service did in its traces, over each stretch. Requests are the spans that it served. */
export function figuresOfTraces(
  traces: readonly Trace[],
  service: string,
  level: Level,
  stretches: readonly Stretch[],
): Map<string, Figures> {
  const tallies = new Map<string, Tally>();
  for (const trace of traces) {
    for (const row of servedRows(trace, service)) {
      const seconds = startUnixUs(trace, row) / 1e6;
      const at = stretches.findIndex((one) => seconds > one.fromSeconds && seconds <= one.toSeconds);
      const called = calledOf(service, level === 'service' ? null : nameOf(trace, row));
      const key = keyOf(called, level);
      const tally = tallies.get(key) ?? {
        called,
        durations: stretches.map(() => []),
        failed: stretches.map(() => 0),
      };
      tallies.set(key, tally);
      if (at < 0) continue;
      tally.durations[at]?.push((trace.durationNs[row] ?? 0) / 1e6);
      if (hasFlag(trace, row, FAILED)) tally.failed[at] = (tally.failed[at] ?? 0) + 1;
    }
  }
  return new Map([...tallies].map(([key, tally]) => [key, figures(tally, stretches)]));
}

/** Spans that a service served; where it wrote none of that kind, those with which it took over. */
function servedRows(trace: Trace, service: string): readonly number[] {
  const own: number[] = [];
  for (let row = 0; row < trace.count; row += 1) if (serviceOf(trace, row) === service) own.push(row);
  const served = own.filter((row) => SERVED.has(trace.kind[row] ?? -1));
  if (served.length > 0) return served;
  return own.filter((row) => {
    const parent = trace.parent[row] ?? -1;
    return parent < 0 || serviceOf(trace, parent) !== service;
  });
}

function calledOf(service: string, operation: string | null): Called {
  const parts = service.split('.');
  const namespace = parts.length === 2 ? (parts[1] ?? null) : null;
  return { service, namespace, searchService: service, operation };
}

function figures({ called, durations, failed }: Tally, stretches: readonly Stretch[]): Figures {
  const seconds = stretches.map(({ fromSeconds, toSeconds }) => Math.max(1, toSeconds - fromSeconds));
  const sorted = durations.map((some) => some.toSorted((a, b) => a - b));
  return {
    called,
    requestsPerSecond: durations.map((some, at) => some.length / (seconds[at] ?? 1)),
    errorsPerSecond: failed.map((count, at) => count / (seconds[at] ?? 1)),
    // By nearest rank: each is the duration of one of the requests.
    quantilesMs: QUANTILES.map((share) =>
      sorted.map((some) => some[Math.max(0, Math.ceil(share * some.length) - 1)] ?? null),
    ),
  };
}
