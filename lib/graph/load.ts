/**
 * `loadGraph`: the graph of one window, from a fixed number of questions asked at once. The requests are essential;
 * any other question that fails leaves its part out and a warning that names it.
 *
 * | question     | asked                      | queries to Prometheus, whatever the namespaces                        |
 * |--------------|----------------------------|-----------------------------------------------------------------------|
 * | `requests`   | always                     | 2: by code and flag, what clients say and what all others say         |
 * | `tcp`        | always                     | 1: bytes both ways, connections opened and failed, of Envoy and ztunnel |
 * | `messages`   | with gRPC messages         | 2: one for each direction                                             |
 * | `durations`  | with the average latency   | 2: time spent, and requests counted                                   |
 * | `quantiles`  | with p50, p95 or p99       | 1 for each kind of hop, or its shards                                 |
 * | `buckets`    | where an edge is no group  | 1: of the services that those edges lead to, after the others         |
 * | `throughput` | with throughput            | 2: bytes of requests, bytes of responses                              |
 * | `security`   | with mutual TLS            | 2: of requests, of bytes                                              |
 *
 * Operations and waypoints ask nothing more: the same queries are grouped by one label more, or drawn otherwise.
 */

import { DEFAULT_RULES, type HealthRules } from '@/lib/health/rules';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { GAP } from '@/lib/mesh/warning-codes';
import { draftGraph, finishGraph, type Knowledge } from './build';
import type { GraphAnswer, GraphRequest } from './contract';
import type { MeshFactsPort } from './mesh-facts';
import { QUANTILE_SHARES, type QuantileStatistic } from './passes/latency';
import { placement } from './passes/place';
import type { QuantileRow, TrafficAnswer, TrafficPort } from './traffic';

export interface GraphPorts {
  readonly traffic: TrafficPort;
  /** Left out or null = no source of configuration. */
  readonly meshFacts?: MeshFactsPort | null;
  /** The rules of health as they are now; left out = the defaults. */
  healthRules?(): HealthRules;
}

/** Throws `Fault` when the requests cannot be read, and the signal's reason when nobody waits any more. */
export async function loadGraph(
  ports: GraphPorts,
  asked: GraphRequest,
  signal?: AbortSignal,
): Promise<GraphAnswer> {
  const { traffic } = ports;
  const { window, infos } = await traffic.settle(asked.window);
  const request = { ...asked, window };
  const query = { window, operations: request.operations, signal };
  const warnings = new Warnings();
  warnings.inform(infos);
  const { idle, latency } = request;
  const answers = Promise.all([
    traffic.requests({ ...query, idle }),
    warnings.optional('TCP traffic', traffic.tcp({ ...query, idle })),
    request.messages ? warnings.orNull('gRPC messages', traffic.messages(query)) : null,
    latency.includes('avg') ? warnings.optional('Average latency', traffic.durations(query)) : NOTHING,
    askQuantiles(traffic, request, warnings, signal),
    request.throughput ? warnings.optional('Throughput', traffic.throughput(query)) : NOTHING,
    request.mtls ? warnings.optional('Mutual TLS', traffic.security(query)) : NOTHING,
    askFacts(ports, window, warnings, signal),
  ]);
  const [requests, tcp, messages, durations, quantiles, throughput, security, known] = await answers;
  signal?.throwIfAborted();
  warnings.add('Requests', requests);
  const draft = draftGraph(
    request,
    { requests: requests.rows, tcp: tcp.rows, messages: messages?.rows ?? null },
    traffic.groupOf,
    known,
  );
  warnings.doubt(draft.rules.mistakes);
  const irregular = quantiles.size > 0 ? draft.latencyPlan.irregular.flatMap((edge) => edge.flows) : [];
  const flows = [...new Set([...irregular, ...draft.rules.timedFlows(draft.shapes)])];
  const buckets =
    flows.length > 0
      ? await warnings.optional('Latency quantiles of some edges', traffic.buckets({ ...query, flows }))
      : await NOTHING;
  return finishGraph(
    draft,
    {
      durations: durations.rows,
      quantiles,
      buckets: buckets.rows,
      throughput: request.throughput ? throughput.rows : null,
      security: request.mtls ? security.rows : null,
    },
    warnings.all(),
  );
}

/** Windows that follow the clock end this many seconds ago at most: they are aligned, and answers are shared. */
const NOW_SECONDS = 300;

/** The graph is drawn as well without facts. */
async function askFacts(
  { meshFacts, healthRules }: GraphPorts,
  window: TimeWindow,
  warnings: Warnings,
  signal: AbortSignal | undefined,
): Promise<Knowledge> {
  const rules = healthRules?.() ?? DEFAULT_RULES;
  const isNow = Date.now() / 1000 - window.toSeconds < NOW_SECONDS;
  if (meshFacts === undefined || meshFacts === null) return { facts: null, rules, isNow };
  try {
    const [facts, gaps] = await Promise.all([meshFacts.facts(signal), meshFacts.gaps?.(signal)]);
    warnings.lack(gaps ?? []);
    return { facts, rules, isNow };
  } catch (error) {
    warnings.missing('What configuration knows of the nodes', error);
    return { facts: null, rules, isNow };
  }
}

const NOTHING: Promise<TrafficAnswer<never>> = Promise.resolve({ rows: [], warnings: [] });

/** One question for each quantile and leg; which legs there are depends on the type alone. */
async function askQuantiles(
  traffic: TrafficPort,
  request: GraphRequest,
  warnings: Warnings,
  signal: AbortSignal | undefined,
): Promise<Map<QuantileStatistic, readonly (readonly QuantileRow[])[]>> {
  const { legs } = placement(request, []);
  const statistics = (Object.keys(QUANTILE_SHARES) as QuantileStatistic[]).filter((one) =>
    request.latency.includes(one),
  );
  const answers = statistics.map(async (statistic) => {
    const share = QUANTILE_SHARES[statistic];
    const parts = legs.map((grouping) =>
      traffic.quantiles({ window: request.window, signal, grouping, share }),
    );
    const settled = parts.map((part) => warnings.optional(`Latency (${statistic})`, part));
    return [statistic, (await Promise.all(settled)).map(({ rows }) => rows)] as const;
  });
  return new Map(await Promise.all(answers));
}

/** What is missing, each once. */
class Warnings {
  readonly #warnings = new Map<string, Warning>();

  /** The answer, or none with a warning that names what is missing. */
  async optional<Row>(what: string, answer: Promise<TrafficAnswer<Row>>): Promise<TrafficAnswer<Row>> {
    return (await this.orNull(what, answer)) ?? { rows: [], warnings: [] };
  }

  /** The same, where "nothing told" differs from "nothing there". */
  async orNull<Row>(what: string, answer: Promise<TrafficAnswer<Row>>): Promise<TrafficAnswer<Row> | null> {
    try {
      const given = await answer;
      this.add(what, given);
      return given;
    } catch (error) {
      this.missing(what, error);
      return null;
    }
  }

  /** Throws what is no `Fault`. */
  missing(what: string, error: unknown): void {
    if (!(error instanceof Fault)) throw error;
    // What was not even asked for can be had in another way, and the hint says how.
    const way = error.code === 'too-large' && error.hint !== undefined ? ` ${error.hint}` : '';
    const message = `${what} is missing: ${error.message}${way}`;
    this.#warnings.set(message, { source: error.source ?? 'prometheus', code: error.code, message });
  }

  /** Configuration that cannot be used as it is written. */
  doubt(mistakes: readonly string[]): void {
    for (const message of mistakes)
      this.#warnings.set(message, { source: 'manifests', code: 'info', message });
  }

  add(what: string, { warnings, infos }: TrafficAnswer<unknown>): void {
    for (const text of warnings) {
      const message = `${what} may be incomplete: ${text}`;
      this.#warnings.set(message, { source: 'prometheus', code: 'partial', message });
    }
    this.inform((infos ?? []).map((text) => `${what}: ${text}`));
  }

  /** What configuration does not show. */
  lack(gaps: readonly string[]): void {
    for (const message of gaps) this.#warnings.set(message, { source: 'kubernetes', code: GAP, message });
  }

  /** What is whole and still worth a remark. */
  inform(infos: readonly string[]): void {
    for (const message of infos) this.#warnings.set(message, { source: 'prometheus', code: 'info', message });
  }

  all(): readonly Warning[] {
    return [...this.#warnings.values()];
  }
}
