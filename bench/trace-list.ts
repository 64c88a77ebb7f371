/**
 * Listing 1,500 found traces of 200 spans: what the server makes of the spans (judged by an expression, summed up,
 * their shapes), and what the page makes of the answer before it draws (checked, grouped, sorted, laid out). The rows
 * themselves are virtual: the page draws as many as fit, whatever the answer holds.
 */

import { sortTraces } from '@/components/traces/result-order';
import { layoutScatter } from '@/components/traces/scatter-layout';
import { mergeAnswers } from '@/components/traces/search/merge-answers';
import { serviceSeries } from '@/components/traces/service-colors';
import { traceSearchAnswerSchema } from '@/lib/traces/contract';
import { loadTraceSearch } from '@/lib/traces/find/load';
import { routesOf } from '@/lib/traces/find/routes';
import { randomSpans } from '@/lib/traces/model/sample-trace';
import type { Trace } from '@/lib/traces/model/trace';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import type { TracePort } from '@/lib/traces/search';
import { type Figure, median } from './figure';

const TRACES = 1500;
const SPANS = 200;
const RUNS = 5;
/** The goal of both parts together, milliseconds. */
const GOAL_MS = 1000;

/** Spread over an hour; ten seeds, so that most have the shape of others, as in a mesh. */
function sample(): Trace[] {
  const kinds = Array.from({ length: 10 }, (_, seed) => randomSpans(SPANS, seed + 1));
  return Array.from({ length: TRACES }, (_, index) => {
    const spans = kinds[index % kinds.length] ?? [];
    const shift = BigInt(index) * 2_000_000_000n;
    return traceOfSpans(
      spans.map((span) => ({ ...span, startNs: span.startNs + shift })),
      { traceId: (index + 1).toString(16).padStart(16, '0'), adjustClocks: false },
    );
  });
}

function portOf(traces: readonly Trace[]): TracePort {
  const timed = traces.map((trace) => ({ trace, us: Number(trace.baseNs / 1000n) }));
  return {
    services: async () => [],
    operations: async () => [],
    search: async ({ startUs, endUs, limit }) => ({
      traces: timed
        .filter(({ us }) => us >= startUs && us <= endUs)
        .slice(-limit)
        .map(({ trace }) => trace),
      warnings: [],
    }),
    abilities: async () => ({ allServices: true, tags: true, tagsOfAllServices: true, summaries: false }),
    digests: async () => ({ digests: [], warnings: [] }),
    dependencies: async () => null,
    document: () => Promise.reject(new Error('Nobody asks for one trace here.')),
  };
}

export async function benchTraceList(onFigure: (figure: Figure) => void): Promise<void> {
  const port = portOf(sample());
  const window = { fromSeconds: 0, toSeconds: 3600 };
  const server: number[] = [];
  const page: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const startedAt = performance.now();
    const answer = await loadTraceSearch(port, { limit: TRACES, q: 'duration >= 0ns', window });
    const text = JSON.stringify(answer);
    const answeredAt = performance.now();
    const read = mergeAnswers([traceSearchAnswerSchema.parse(JSON.parse(text))]);
    if (read === undefined || read.traces.length < TRACES * 0.9) throw new Error('Traces were lost.');
    const together = read.traces.map((trace) => trace.services.map((service) => service.name));
    serviceSeries(together.flat(), together);
    routesOf(read.traces, read.shapes);
    sortTraces(read.traces, 'duration', 'desc');
    layoutScatter(read.traces, window, 'log', {
      width: 1200,
      height: 212,
      left: 64,
      right: 180,
      top: 14,
      bottom: 24,
    });
    const laidOutAt = performance.now();
    // The first round warms up.
    if (run === 0) continue;
    server.push(answeredAt - startedAt);
    page.push(laidOutAt - answeredAt);
  }
  const both = server.map((ms, run) => ms + (page[run] ?? 0));
  onFigure({
    name: '1,500 traces of 200 spans, from their columns to the rows of the list',
    value: median(both),
    unit: 'ms',
    goal: GOAL_MS,
    note: `server ${median(server).toFixed(0)} ms, page ${median(page).toFixed(0)} ms, medians of ${RUNS}`,
  });
}
