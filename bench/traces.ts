/**
 * Opening a trace of 100,000 spans, with the browser's own functions: from the parsed answer to the tree of rows,
 * against parsing the same trace in Jaeger's own JSON, which nobody who reads Jaeger can do without; and the critical
 * path beside it, which Jaeger UI cannot compute at this size.
 */
import { criticalPath } from '@/lib/traces/critical-path';
import { randomSpans, seededRandom } from '@/lib/traces/model/sample-trace';
import type { Attributes, Span } from '@/lib/traces/model/span';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import { type Figure, median } from './figure';

const SPANS = 100_000;
const SEED = 7;
const RUNS = 7;
/**
 * Jaeger UI needs 2.0 to 3.4 times as long as parsing takes to make its rows of such a trace (transform and facade,
 * measured from its bundled code); at most 0.15 of that.
 */
const GOAL = 0.38;

/** The random tree with eight attributes a span, as instrumentation libraries write them. */
function trace(): Span[] {
  const random = seededRandom(SEED);
  const whole = (below: number): number => Math.floor(random() * below);
  const attributes = (): Attributes => ({
    'http.request.method': whole(3) === 0 ? 'POST' : 'GET',
    'http.response.status_code': whole(20) === 0 ? 503 : 200,
    'url.path': `/api/v1/orders/${whole(100_000)}`,
    'server.address': `service-${whole(12)}.shop.svc.cluster.local`,
    'network.peer.address': `10.0.${whole(256)}.${whole(256)}`,
    'user_agent.original': 'Go-http-client/1.1',
    'thread.id': whole(64),
    'app.request_id': `${whole(2 ** 31).toString(16)}-${whole(2 ** 31).toString(16)}`,
  });
  return randomSpans(SPANS, SEED).map((span) => ({ ...span, attributes: attributes() }));
}

export async function benchTraces(onFigure: (figure: Figure) => void): Promise<void> {
  const sample = trace();
  const jaegerText = jaegerJson(sample);
  const parsing: number[] = [];
  const rows: number[] = [];
  const paths: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const startedAt = performance.now();
    if (JSON.parse(jaegerText).data.length !== 1) throw new Error('The trace did not come back.');
    const parsedAt = performance.now();
    const tree = traceOfSpans(sample);
    const rowsAt = performance.now();
    const path = criticalPath(tree);
    const openedAt = performance.now();
    if (!(path.totalNs > 0)) throw new Error('The trace has no critical path.');
    // The first round warms up.
    if (run === 0) continue;
    parsing.push(parsedAt - startedAt);
    rows.push(rowsAt - parsedAt);
    paths.push(openedAt - rowsAt);
  }
  onFigure({
    name: "rows of 100,000 spans / JSON.parse of Jaeger's JSON",
    value: median(rows) / median(parsing),
    unit: '×',
    goal: GOAL,
    note: `${median(rows).toFixed(0)} ms against ${median(parsing).toFixed(0)} ms for ${megabytes(jaegerText)}, seed ${SEED}, medians of ${RUNS}`,
  });
  onFigure({
    name: "critical path of 100,000 spans / JSON.parse of Jaeger's JSON",
    value: median(paths) / median(parsing),
    unit: '×',
    goal: null,
    note: `${median(paths).toFixed(0)} ms`,
  });
}

function megabytes(text: string): string {
  return `${(text.length / 1e6).toFixed(1)} MB`;
}

/** As `/api/traces/{id}` of Jaeger writes it (its v1 form, which Jaeger UI reads). */
function jaegerJson(spans: readonly Span[]): string {
  const traceId = spans[0]?.traceId ?? '';
  const data = {
    traceID: traceId,
    spans: spans.map((span) => ({
      traceID: traceId,
      spanID: span.spanId,
      operationName: span.name,
      references:
        span.parentSpanId === null
          ? []
          : [{ refType: 'CHILD_OF', traceID: traceId, spanID: span.parentSpanId }],
      startTime: Number(span.startNs / 1000n),
      duration: span.durationNs / 1000,
      tags: Object.entries(span.attributes).map(([key, value]) => ({
        key,
        type: typeof value === 'number' ? 'int64' : 'string',
        value,
      })),
      logs: [],
      processID: span.service,
      warnings: null,
    })),
    processes: Object.fromEntries(spans.map(({ service }) => [service, { serviceName: service, tags: [] }])),
    warnings: null,
  };
  return JSON.stringify({ data: [data], total: 0, limit: 0, offset: 0, errors: null });
}
