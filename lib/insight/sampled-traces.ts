/** The newest traces of each service of a mesh, which sampled figures are derived from. */
import type { Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { Trace } from '@/lib/traces/model/trace';
import type { TracePort } from '@/lib/traces/search';

export interface SampleRequest {
  readonly window: TimeWindow;
  /** null = all. */
  readonly namespaces: readonly string[] | null;
  /** This service alone; left out = all, as far as there is time to ask for each. */
  readonly service?: string;
  /** Of each service, at most. */
  readonly tracesEach: number;
}

export interface SampledTraces {
  readonly byService: ReadonlyMap<string, readonly Trace[]>;
  /** Services that there are; of many not all are asked for. */
  readonly ofServices: number;
  readonly warnings: readonly Warning[];
}

/** Each is a search of its own. */
const MOST_SERVICES = 24;
const AT_ONCE = 4;

/** Throws `Fault` when the source cannot be asked. */
export async function sampleTraces(
  port: TracePort,
  { window, namespaces, service, tracesEach }: SampleRequest,
  signal?: AbortSignal,
): Promise<SampledTraces> {
  const all =
    service === undefined
      ? (await port.services(signal)).filter((name) => isIn(name, namespaces))
      : [service];
  const services = all.slice(0, MOST_SERVICES);
  const byService = new Map<string, readonly Trace[]>();
  const warnings: Warning[] = [];
  for (let at = 0; at < services.length; at += AT_ONCE) {
    await Promise.all(
      services.slice(at, at + AT_ONCE).map(async (name) => {
        const answer = await port.search(
          {
            service: name,
            operation: null,
            tags: {},
            minDurationUs: null,
            maxDurationUs: null,
            startUs: window.fromSeconds * 1e6,
            endUs: window.toSeconds * 1e6,
            limit: tracesEach,
          },
          signal,
        );
        byService.set(name, answer.traces);
        warnings.push(...answer.warnings);
      }),
    );
  }
  return { byService, ofServices: all.length, warnings };
}

/** Istio names services `<app>.<namespace>`; of others the namespace is not told, so they stay. */
function isIn(service: string, namespaces: readonly string[] | null): boolean {
  const parts = service.split('.');
  return namespaces === null || parts.length !== 2 || namespaces.includes(parts[1] ?? '');
}
