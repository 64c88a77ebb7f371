/**
 * Opening a trace of 100,000 spans, with the browser's own functions: from the parsed answer to the tree of rows and
 * the critical path, against parsing the answer's JSON, which nobody can do without.
 */
import { criticalPath } from '@/lib/traces/critical-path';
import { decodeTrace, encodeTrace } from '@/lib/traces/encode';
import { randomTrace, seededRandom } from '@/lib/traces/sample-trees';
import type { Attributes, Trace } from '@/lib/traces/search';
import { buildTree } from '@/lib/traces/tree';
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
function trace(): Trace {
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
  const { spans, ...rest } = randomTrace(SPANS, SEED);
  return { ...rest, spans: spans.map((span) => ({ ...span, attributes: attributes() })) };
}

export async function benchTraces(onFigure: (figure: Figure) => void): Promise<void> {
  const text = JSON.stringify(encodeTrace(trace()));
  const parsing: number[] = [];
  const opening: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const startedAt = performance.now();
    const answer = JSON.parse(text);
    const parsedAt = performance.now();
    const path = criticalPath(buildTree(decodeTrace(answer)));
    const openedAt = performance.now();
    if (!(path.totalUs > 0)) throw new Error('The trace has no critical path.');
    // The first round warms up.
    if (run === 0) continue;
    parsing.push(parsedAt - startedAt);
    opening.push(openedAt - parsedAt);
  }
  onFigure({
    name: 'rows and critical path of 100,000 spans / JSON.parse of the trace',
    value: median(opening) / median(parsing),
    unit: '×',
    goal: GOAL,
    note: `${median(opening).toFixed(0)} ms against ${median(parsing).toFixed(0)} ms, ${(text.length / 1e6).toFixed(1)} MB, seed ${SEED}, medians of ${RUNS}`,
  });
}
