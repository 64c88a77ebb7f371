import { describe, expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { routesOf } from './routes';
import { ShapeCollector, type ShapeDifference, shapeDifference } from './shapes';

const web = { spanId: 'a', service: 'web', name: 'GET /' };
const cart = (id: string, startUs = 1) => ({
  spanId: id,
  parentSpanId: 'a',
  service: 'cart',
  name: 'get',
  startUs,
});
const db = (id: string, parentSpanId: string) => ({
  spanId: id,
  parentSpanId,
  service: 'db',
  name: 'query',
  startUs: 3,
});

function collected(...traces: ReturnType<typeof sampleTrace>[]) {
  const collector = new ShapeCollector();
  const shapes = traces.map((trace) => collector.add(trace));
  return { ...collector.finish(), of: shapes };
}

describe('ShapeCollector', () => {
  it('gives equal traces one shape, and a loop the structure of any other loop', () => {
    const { shapes, of } = collected(
      sampleTrace(web, cart('b'), db('c', 'b')),
      sampleTrace(web, cart('b', 7), db('c', 'b')),
      sampleTrace(web, cart('b'), cart('d', 2), db('c', 'b'), db('e', 'd')),
      sampleTrace(web, cart('b')),
    );
    expect(of).toEqual([0, 0, 1, 2]);
    expect(shapes[0]?.structure).toBe(shapes[1]?.structure);
    expect(shapes[0]?.structure).not.toBe(shapes[2]?.structure);
    expect(shapes[1]?.counts).toEqual([1, 2, 2]);
  });

  it('names a structure alike in any answer', () => {
    const alone = collected(sampleTrace(web, cart('b')));
    const later = collected(sampleTrace(db('x', 'y')), sampleTrace(web, cart('b')));
    expect(later.shapes[later.of[1] ?? -1]?.structure).toBe(alone.shapes[0]?.structure);
  });
});

describe('shapeDifference', () => {
  it('tells the topmost of what is missing, added, more or less', () => {
    const { nodes, shapes, of } = collected(
      sampleTrace(web, cart('b'), db('c', 'b')),
      sampleTrace(
        web,
        { spanId: 'f', parentSpanId: 'a', service: 'ads', name: 'pick', startUs: 9 },
        db('g', 'f'),
      ),
      sampleTrace(web, cart('b'), cart('d', 2), db('c', 'b'), db('e', 'd')),
      sampleTrace(web, cart('b'), db('c', 'b'), db('e', 'b')),
    );
    const told = (a: number, b: number) =>
      shapeDifference(nodes, shapes[of[a] ?? 0]!, shapes[of[b] ?? 0]!).map(
        ({ node, usual, here }: ShapeDifference) =>
          `${nodes.services[nodes.service[node] ?? 0]} ${usual}→${here}`,
      );
    expect(told(0, 0)).toEqual([]);
    expect(told(0, 1)).toEqual(['cart 1→0', 'ads 0→1']);
    expect(told(0, 2)).toEqual(['cart 1→2']);
    expect(told(0, 3)).toEqual(['db 1→2']);
  });
});

describe('routesOf', () => {
  it('groups by what was called, then by structure, with percentiles of the group', () => {
    const { shapes } = collected(sampleTrace(web, cart('b')), sampleTrace(web));
    const found = (id: number, rootName: string, shape: number) => ({
      traceId: String(id),
      rootService: 'web',
      rootName,
      durationUs: id * 1000,
      rootFailed: id % 10 === 0,
      failedSpans: 0,
      shape,
    });
    const traces = [
      ...Array.from({ length: 100 }, (_, index) => found(index + 1, 'GET /', index < 90 ? 0 : 1)),
      found(7, 'GET /b', -1),
    ];
    const [first, second] = routesOf(traces, shapes);
    expect(first).toMatchObject({
      id: 'web GET /',
      failed: 10,
      usual: 0,
      p50Us: 50_000,
      p95Us: 95_000,
      p99Us: 99_000,
    });
    expect(first?.structures.map((one) => [one.id, one.traces.length, one.usual])).toEqual([
      [shapes[0]?.structure, 90, 0],
      [shapes[1]?.structure, 10, 1],
    ]);
    expect(second).toMatchObject({ id: 'web GET /b', usual: null, p50Us: 7000, longestUs: 7000 });
  });
});
