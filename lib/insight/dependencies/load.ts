/**
 * Dependencies derived from sampled traces and laid beside the traffic graph of the same window: by workload, or by
 * service, which is what a store of traces counts itself where it does.
 */
import { type GraphPorts, loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { sampleTraces } from '@/lib/insight/sampled-traces';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { ServiceCalls, TracePort } from '@/lib/traces/search';
import { joinedByService } from './by-service';
import { joined } from './by-workload';
import type { DependenciesAnswer, DependencyLevel } from './contract';

export interface DependenciesRequest {
  readonly window: TimeWindow;
  /** null = all. */
  readonly namespaces: readonly string[] | null;
  readonly by: DependencyLevel;
}

const TRACES_EACH = 20;

/** Throws `Fault` when no trace can be read; metrics that fail become a warning. */
export async function loadDependencies(
  ports: GraphPorts,
  traces: TracePort,
  request: DependenciesRequest,
  signal?: AbortSignal,
): Promise<DependenciesAnswer> {
  const { window, namespaces, by } = request;
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
    sampleTraces(traces, { window, namespaces, tracesEach: TRACES_EACH }, signal),
    by === 'workload' ? null : recordedCalls(traces, window, warnings, signal),
  ]);
  // A trace is found by each of its services.
  const distinct = new Map([...sampled.byService.values()].flat().map((trace) => [trace.traceId, trace]));
  return {
    window,
    by,
    ...(by === 'workload'
      ? joined([...distinct.values()], metrics)
      : joinedByService([...distinct.values()], { metrics, recorded, namespaces })),
    looked: {
      traces: distinct.size,
      services: sampled.byService.size,
      ofServices: sampled.ofServices,
      metrics: metrics !== null,
      recorded: recorded !== null,
    },
    warnings: [...warnings, ...sampled.warnings],
  };
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
