/**
 * What real traffic says of a simulated request: how the calls of the same caller to the same host were spread over
 * workloads in a window, beside the simulated shares, and how their rate went.
 */
import type { Agreement, Destination, SimulationAnswer } from '@/lib/config/simulation/contract';
import type { GraphAnswer, GraphNode } from '@/lib/graph/contract';
import { type GraphPorts, loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { MetricsPorts } from '@/lib/metrics/load';
import { loadTrend } from './agreement-trend';
import { NOWHERE, type ObservedCall, observedCalls, targetKey } from './observed-calls';

type Simulated = Pick<SimulationAnswer, 'caller' | 'service' | 'route'>;

/** A source of traffic that does not answer leaves the comparison out, with a warning. */
export async function loadAgreement(
  ports: GraphPorts & MetricsPorts,
  answer: Simulated,
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<{ agreement: Agreement; warnings: Warning[] }> {
  if (answer.route.destinations.length === 0) {
    return {
      agreement: none(null, 'Nothing is forwarded, so there is no traffic to compare with.'),
      warnings: [],
    };
  }
  try {
    const graph = await loadGraph(ports, { ...PLAIN_OPTIONS, type: 'workload', window }, signal);
    const calls = observedCalls(graph, answer);
    const agreement = agreementWith(graph.window, calls, answer);
    const warnings = graph.warnings.map(asWarning);
    if (agreement.kind === 'none') return { agreement, warnings };
    const told = await loadTrend(ports, calls, graph.window, signal);
    return { agreement: { ...agreement, trend: told.trend }, warnings: [...warnings, ...told.warnings] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { source = 'prometheus', code, message } = error;
    const warning: Warning = { source, code, message: `Observed traffic is missing: ${message}` };
    return { agreement: none(null, message), warnings: [warning] };
  }
}

/** The graph's own words, whose code its contract writes as text. */
function asWarning({ source, message }: GraphAnswer['warnings'][number]): Warning {
  return { source, code: 'partial', message };
}

function none(window: TimeWindow | null, because: string): Agreement {
  return { kind: 'none', window, because };
}

interface Part {
  readonly workload: { readonly namespace: string; readonly name: string } | null;
  readonly label: string;
  ratePerSecond: number;
  simulated: number;
}

/** Without the trend, which another question tells. */
export function agreementWith(
  window: TimeWindow,
  calls: readonly ObservedCall[],
  { caller, route }: Simulated,
): Agreement {
  const parts = simulatedParts(route.destinations);
  for (const { target, ratePerSecond } of calls) observe(parts, target, ratePerSecond);
  const total = sum([...parts.values()].map(({ ratePerSecond }) => ratePerSecond));
  if (total === 0) {
    const because = `No traffic from ${caller.label} to this host was seen in the window.`;
    return none(window, because);
  }
  const all = [...parts.values()].map(({ workload, label, ratePerSecond, simulated }) => ({
    workload,
    label,
    observed: ratePerSecond / total,
    simulated,
    requestsPerSecond: ratePerSecond,
  }));
  return {
    kind: 'seen',
    window,
    requestsPerSecond: total,
    share: sum(all.map(({ observed, simulated }) => Math.min(observed, simulated))),
    parts: all.sort((a, b) => b.simulated - a.simulated || b.observed - a.observed),
    trend: null,
    note: noteOn(route),
  };
}

function simulatedParts(destinations: readonly Destination[]): Map<string, Part> {
  const parts = new Map<string, Part>();
  const add = (key: string, part: Omit<Part, 'ratePerSecond'>) => {
    const known = parts.get(key);
    if (known === undefined) parts.set(key, { ...part, ratePerSecond: 0 });
    else known.simulated += part.simulated;
  };
  for (const { host, share, servers } of destinations) {
    if (servers.length === 0) add(NOWHERE, { workload: null, label: 'no workload', simulated: share });
    for (const server of servers) {
      const { namespace, name } = server;
      const simulated = share * server.share;
      if (namespace === null) add(host, { workload: null, label: host, simulated });
      else add(`${namespace}/${name}`, { workload: { namespace, name }, label: name, simulated });
    }
  }
  return parts;
}

function observe(parts: Map<string, Part>, target: GraphNode, rate: number): void {
  const { namespace, workload } = target;
  const isWorkload = workload !== null && namespace !== null;
  const key = targetKey(target);
  const known = parts.get(key);
  if (known !== undefined) known.ratePerSecond += rate;
  else {
    parts.set(key, {
      workload: isWorkload ? { namespace, name: workload } : null,
      label: isWorkload ? workload : key === NOWHERE ? 'no workload' : key,
      ratePerSecond: rate,
      simulated: 0,
    });
  }
}

/** Metrics know neither paths nor headers, so that other rules' requests are counted with this one's. */
function noteOn({ matched }: Simulated['route']): string {
  if (matched === null || matched.ruleCount < 2) return '';
  return `${matched.object.kind} ${matched.object.name} has ${matched.ruleCount} rules; traffic that the others took is counted too.`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
