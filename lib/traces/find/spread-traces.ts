/**
 * Traces of a search with all their spans, drawn from the whole of its time: sources give the newest first, and the
 * newest alone would say what is so now. The window is cut into parts, and each gives its share.
 */
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { Trace } from '@/lib/traces/model/trace';
import type { TracePort } from '@/lib/traces/search';
import { judged, queryOf, servicesOf, together } from './load';
import { planSearch } from './plan';
import { readTerms, type TraceSearchRequest } from './terms';

/** Parts of the window; each is one question for every service. */
export const PARTS = 8;

export interface SpreadTraces {
  readonly traces: readonly Trace[];
  /** Traces that were looked at. */
  readonly looked: number;
  /** There is more than was taken. */
  readonly cut: boolean;
  readonly warnings: readonly Warning[];
}

export interface SpreadOptions {
  readonly signal?: AbortSignal | undefined;
  /** After each part. */
  readonly onPart?: ((looked: number) => void) | undefined;
}

/** `request.limit` traces at most. Throws as `loadTraceSearch` does, unless there is something already. */
export async function spreadTraces(
  port: TracePort,
  request: TraceSearchRequest,
  { signal, onPart }: SpreadOptions = {},
): Promise<SpreadTraces> {
  const terms = readTerms(request);
  const abilities = await port.abilities(signal);
  const plan = planSearch(terms, abilities);
  const warnings = new Map<string, Warning>();
  const services = await servicesOf(port, plan.server, abilities.allServices, warnings, signal);
  const found = new Map<string, Trace>();
  const share = Math.ceil(terms.limit / PARTS);
  const widthUs = (terms.toUs - terms.fromUs) / PARTS;
  let looked = 0;
  let cut = false;
  const ask = async (fromUs: number, toUs: number, limit: number) => {
    const answers = await Promise.all(
      services.map((service) => port.search(queryOf(plan, service, fromUs, toUs, limit), signal)),
    );
    return together(
      answers.map(({ traces }) => traces),
      answers.flatMap((answer) => answer.warnings),
      limit,
      warnings,
    );
  };
  for (let part = 0; part < PARTS; part += 1) {
    signal?.throwIfAborted();
    const fromUs = Math.floor(terms.fromUs + part * widthUs);
    try {
      const slice = await askLess(share, (limit) => ask(fromUs, Math.floor(fromUs + widthUs), limit));
      looked += slice.items.length;
      cut ||= slice.cut;
      for (const trace of slice.items.slice(0, share)) {
        if (judged(trace, plan) !== null) found.set(trace.traceId, trace);
      }
    } catch (error) {
      // What is there already is worth more than an error.
      if (!(error instanceof Fault) || found.size === 0) throw error;
      const message = `Looking stopped early: ${error.message}`;
      warnings.set(message, { source: 'jaeger', code: 'partial', message });
      break;
    }
    onPart?.(looked);
  }
  return { traces: [...found.values()], looked, cut, warnings: [...warnings.values()] };
}

/** Traces so large that an answer of them is refused are asked for in smaller numbers. */
async function askLess<T>(limit: number, ask: (limit: number) => Promise<T>): Promise<T> {
  try {
    return await ask(limit);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'too-large' || limit === 1) throw error;
    return askLess(Math.floor(limit / 2), ask);
  }
}
