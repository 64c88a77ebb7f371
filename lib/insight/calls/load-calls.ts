/**
 * `loadCalls`: the calls of one window, from a fixed number of questions asked at once. How requests ended is essential;
 * anything else that fails leaves its part out and a warning that names it.
 */
import type { Grouping, QuantileRow, TrafficAnswer, TrafficPort } from '@/lib/graph/traffic';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { gatherCalls, type ObservedCall } from './observed-call';

export interface CallsAnswer {
  /** The one that every figure belongs to. */
  readonly window: TimeWindow;
  /** Busiest first. */
  readonly calls: readonly ObservedCall[];
  readonly warnings: readonly Warning[];
}

/** Caller and service, whatever workload answers. */
const GROUPING: Grouping = {
  source: 'workload',
  service: true,
  destination: null,
  destinations: 'all',
  services: 'all',
};

const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
type Statistic = keyof typeof SHARES;
const STATISTICS: readonly Statistic[] = ['p50', 'p95', 'p99'];

/** Throws `Fault` when the requests cannot be read. */
export async function loadCalls(
  traffic: TrafficPort,
  asked: TimeWindow,
  signal?: AbortSignal,
): Promise<CallsAnswer> {
  const { window, infos } = await traffic.settle(asked);
  const query = { window, signal };
  const warnings: Warning[] = infos.map((message) => ({ source: 'prometheus', code: 'info', message }));
  const optional = async <Row>(
    what: string,
    answer: Promise<TrafficAnswer<Row>>,
  ): Promise<readonly Row[]> => {
    try {
      return noted(warnings, what, await answer);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const source = error.source ?? 'prometheus';
      warnings.push({ source, code: error.code, message: `${what} is missing: ${error.message}` });
      return [];
    }
  };
  const [requests, tcp, durations, security, ...quantiles] = await Promise.all([
    traffic.requests({ ...query, idle: false }).then((answer) => noted(warnings, 'Requests', answer)),
    optional('TCP traffic', traffic.tcp({ ...query, idle: false })),
    optional('Average latency', traffic.durations(query)),
    optional('Mutual TLS', traffic.security(query)),
    ...STATISTICS.map((statistic) =>
      optional(
        `Latency (${statistic})`,
        traffic.quantiles({ ...query, grouping: GROUPING, share: SHARES[statistic] }),
      ),
    ),
  ]);
  signal?.throwIfAborted();
  const byStatistic = new Map(STATISTICS.map((statistic, at) => [statistic, byGroup(quantiles[at] ?? [])]));
  const calls = gatherCalls({
    traffic: { requests, tcp, messages: null },
    durations,
    security,
    quantile(statistic, flow) {
      const group = traffic.groupOf(GROUPING, flow);
      return group === null ? null : (byStatistic.get(statistic)?.get(group) ?? null);
    },
  });
  return { window, calls, warnings };
}

function byGroup(rows: readonly QuantileRow[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ group, valueMs }) => [group, valueMs]));
}

function noted<Row>(warnings: Warning[], what: string, answer: TrafficAnswer<Row>): readonly Row[] {
  for (const text of answer.warnings) {
    warnings.push({ source: 'prometheus', code: 'partial', message: `${what} may be incomplete: ${text}` });
  }
  return answer.rows;
}

interface Known {
  readonly window: TimeWindow;
  readonly answer: Promise<CallsAnswer>;
}

/** Who types asks again and again about one window; its traffic is read once. */
const latest = new WeakMap<TrafficPort, Known>();

export async function recentCalls(
  traffic: TrafficPort,
  window: TimeWindow,
  signal: AbortSignal | undefined,
): Promise<CallsAnswer> {
  const known = latest.get(traffic);
  const isSame =
    known?.window.fromSeconds === window.fromSeconds && known.window.toSeconds === window.toSeconds;
  // Without the signal: others may be waiting for the same answer.
  const asked = isSame ? known : { window, answer: loadCalls(traffic, window) };
  if (!isSame) latest.set(traffic, asked);
  try {
    const answer = await asked.answer;
    signal?.throwIfAborted();
    if (answer.warnings.some(({ code }) => code !== 'info')) forget(traffic, asked);
    return answer;
  } catch (error) {
    forget(traffic, asked);
    throw error;
  }
}

/** What is partial now may be whole in a second. */
function forget(traffic: TrafficPort, asked: Known): void {
  if (latest.get(traffic) === asked) latest.delete(traffic);
}
