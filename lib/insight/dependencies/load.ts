/**
 * Dependencies derived from sampled traces and laid beside the traffic graph of the same window: by workload, or by
 * service, which is what a store of traces counts itself where it does.
 */
import { type GraphPorts, loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { sampleTraces } from '@/lib/insight/sampled-traces';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { loadTraceSearch } from '@/lib/traces/find/load';
import type { TraceSearchRequest } from '@/lib/traces/find/terms';
import type { Trace } from '@/lib/traces/model/trace';
import type { ServiceCalls, TracePort } from '@/lib/traces/search';
import { joinedByService } from './by-service';
import { joined } from './by-workload';
import type { DependenciesAnswer, DependencyLevel } from './contract';

export interface DependenciesRequest {
  readonly window: TimeWindow;
  /** null = all. */
  readonly namespaces: readonly string[] | null;
  readonly by: DependencyLevel;
  /** Of the traces that this search finds, and of nothing else; left out = of a sample of all. */
  readonly search?: Omit<TraceSearchRequest, 'window' | 'before'>;
}

const TRACES_EACH = 20;

/** Throws `Fault` when no trace can be read; metrics that fail become a warning. */
export async function loadDependencies(
  ports: GraphPorts,
  traces: TracePort,
  request: DependenciesRequest,
  signal?: AbortSignal,
): Promise<DependenciesAnswer> {
  const { window, namespaces, by, search } = request;
  const warnings: Warning[] = [];
  const graph = loadGraph(
    ports,
    { ...PLAIN_OPTIONS, type: by === 'workload' ? 'workload' : 'app', latency: ['p95'], window, namespaces },
    signal,
  ).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    const { source = 'prometheus', code, message } = error;
    warnings.push({ source, code, message: `Metrics are missing: ${message}` });
    return null;
  });
  const [metrics, sampled, recorded] = await Promise.all([
    graph,
    search === undefined
      ? sampledTraces(traces, request, signal)
      : foundTraces(traces, { ...search, window }, signal),
    // The source counts all that it has, and not what a search finds.
    by === 'workload' || search !== undefined ? null : recordedCalls(traces, window, warnings, signal),
  ]);
  const all =
    by === 'workload'
      ? joined(sampled.traces, metrics)
      : joinedByService(sampled.traces, { metrics, recorded, namespaces });
  return {
    window,
    by,
    ...(search === undefined ? all : taken(all)),
    looked: {
      search: search !== undefined,
      traces: sampled.traces.length,
      services: sampled.services,
      ofServices: sampled.ofServices,
      metrics: metrics !== null,
      recorded: recorded !== null,
    },
    warnings: [...warnings, ...sampled.warnings],
  };
}

interface TracesRead {
  readonly traces: readonly Trace[];
  /** Services whose traces were asked for, of those that there are. */
  readonly services: number;
  readonly ofServices: number;
  readonly warnings: Readonly<DependenciesAnswer['warnings']>;
}

async function sampledTraces(
  port: TracePort,
  { window, namespaces }: DependenciesRequest,
  signal: AbortSignal | undefined,
): Promise<TracesRead> {
  const sampled = await sampleTraces(port, { window, namespaces, tracesEach: TRACES_EACH }, signal);
  // A trace is found by each of its services.
  const distinct = new Map([...sampled.byService.values()].flat().map((trace) => [trace.traceId, trace]));
  const { ofServices, warnings } = sampled;
  return { traces: [...distinct.values()], services: sampled.byService.size, ofServices, warnings };
}

async function foundTraces(
  port: TracePort,
  request: TraceSearchRequest,
  signal: AbortSignal | undefined,
): Promise<TracesRead> {
  const traces: Trace[] = [];
  const { warnings } = await loadTraceSearch(port, request, signal, (trace) => traces.push(trace));
  const services = new Set(traces.flatMap((trace) => trace.services)).size;
  return { traces, services, ofServices: services, warnings };
}

/** The edges that a trace took, and what they connect. */
function taken({ nodes, edges }: Pick<DependenciesAnswer, 'nodes' | 'edges'>) {
  const kept = edges.filter(({ calls }) => calls > 0);
  const ends = new Set(kept.flatMap(({ from, to }) => [from, to]));
  return { nodes: nodes.filter(({ key }) => ends.has(key)), edges: kept };
}

/** An addition: where the source fails to tell, the rest stands. */
async function recordedCalls(
  traces: TracePort,
  window: TimeWindow,
  warnings: Warning[],
  signal: AbortSignal | undefined,
): Promise<readonly ServiceCalls[] | null> {
  try {
    const span = { startUs: window.fromSeconds * 1e6, endUs: window.toSeconds * 1e6 };
    return await traces.dependencies(span, signal);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { source = 'jaeger', code, message } = error;
    warnings.push({ source, code, message: `The source’s own count of calls is missing: ${message}` });
    return null;
  }
}
