/** The traces of a search with all their spans, for what compares many of them. */
import type { Warning } from '@/lib/mesh/fault';
import { startUnixUs, type Trace } from '@/lib/traces/model/trace';
import type { TracePort } from '@/lib/traces/search';
import { judged, queryOf, servicesOf, together, warnOfWalk } from './load';
import { planSearch } from './plan';
import { readTerms, type TraceSearchRequest } from './terms';
import { walkBack } from './walk';

/** As in a search: some hundred spans each stay below the largest answer. */
const CHUNK = 200;

export interface WholeTraces {
  /** Newest first. */
  readonly traces: readonly Trace[];
  /** Traces that were looked at; some of them were not meant. */
  readonly looked: number;
  /** Unix µs: how far back was looked. */
  readonly fromUs: number;
  readonly warnings: readonly Warning[];
}

/** Throws as `loadTraceSearch` does. `request.limit` bounds what is looked at. */
export async function findWholeTraces(
  port: TracePort,
  request: TraceSearchRequest,
  signal?: AbortSignal,
): Promise<WholeTraces> {
  const terms = readTerms(request);
  const abilities = await port.abilities(signal);
  const plan = planSearch(terms, abilities);
  const warnings = new Map<string, Warning>();
  const services = await servicesOf(port, plan.server, abilities.allServices, warnings, signal);
  const traces: Trace[] = [];
  const walked = await walkBack<Trace>({
    fromUs: terms.fromUs,
    toUs: terms.toUs,
    limit: terms.limit,
    chunk: CHUNK,
    search: async (fromUs, toUs, limit) => {
      const answers = await Promise.all(
        services.map((service) => port.search(queryOf(plan, service, fromUs, toUs, limit), signal)),
      );
      return together(
        answers.map((answer) => answer.traces),
        answers.flatMap((answer) => answer.warnings),
        limit,
        warnings,
      );
    },
    keyOf: (trace) => trace.traceId,
    timeOf: (trace) => startUnixUs(trace, 0),
    take: (found) => traces.push(...found.filter((trace) => judged(trace, plan) !== null)),
  });
  warnOfWalk(walked, warnings);
  traces.sort((a, b) => startUnixUs(b, 0) - startUnixUs(a, 0));
  return { traces, looked: walked.looked, fromUs: walked.fromUs, warnings: [...warnings.values()] };
}
