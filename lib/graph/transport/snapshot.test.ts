import { describe, expect, it } from 'vitest';
import { type GraphAnswer, type GraphNode, graphAnswerSchema } from '@/lib/graph/contract';
import { graphAnswer, graphBox, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { randomAnswer } from '@/lib/graph/fixtures/random-answer';
import { carried } from './codec';
import { fullAnswer } from './slim-answer';
import { isDelta, packGraph, unpackGraph, unpackSteps } from './snapshot';

function expectSame(found: GraphAnswer, sent: GraphAnswer): void {
  expect(graphAnswerSchema.safeParse(found).error).toBeUndefined();
  expect(differences(found, sent)).toEqual([]);
}

/** Where two answers differ by more than the numbers' last digits. */
function differences(found: unknown, sent: unknown, path = ''): string[] {
  if (typeof found === 'number' && typeof sent === 'number')
    return Math.abs(found - sent) <= 1.1e-6 * Math.abs(sent) ? [] : [`${path}: ${found} for ${sent}`];
  if (typeof found !== 'object' || typeof sent !== 'object' || found === null || sent === null)
    return found === sent ? [] : [`${path}: ${found} for ${sent}`];
  const names = new Set([...Object.keys(found), ...Object.keys(sent)]);
  return [...names].flatMap((name) =>
    differences(found[name as never], sent[name as never], `${path}.${name}`),
  );
}

function sent(answer: GraphAnswer, base: GraphAnswer | null = null): GraphAnswer {
  const known = base === null ? null : unpackGraph(packGraph(base, null), null);
  return fullAnswer(unpackGraph(packGraph(answer, base), known));
}

const codes = [{ code: '200', grpcStatus: null, flags: '-', host: 'b.shop.svc', ratePerSecond: 12.5 }];

describe('a snapshot', () => {
  it.each([1, 2, 3])('carries a random answer (seed %i)', (seed) => {
    const answer = randomAnswer({ seed, nodes: 40, edges: 120, namespaces: 5, clusters: 2 });
    expectSame(sent(answer), answer);
  });

  it('carries an answer without anything', () => {
    expectSame(sent(graphAnswer()), graphAnswer());
  });

  it('keeps instants to the second and below', () => {
    const window = { fromSeconds: 1_790_000_000.25, toSeconds: 1_790_000_600.125 };
    expect(sent(graphAnswer({ window })).window).toEqual(window);
  });

  it.each([0.000_011_574, 1 / 3, 12_345.678, 9.9e12])('keeps %d to six digits', (ratePerSecond) => {
    expect(Math.abs(carried(ratePerSecond) / ratePerSecond - 1)).toBeLessThan(1.1e-6);
    expect(carried(carried(ratePerSecond))).toBe(carried(ratePerSecond));
  });

  it.each(['a"b\\c\nd', '网关', '\uE001\uE000', '', 'shop', 'a'])('carries the name %j', (name) => {
    const of = { name, app: name, namespace: 'shop', version: 'v1' };
    const node = graphNode({ ...of, id: `x/shop/${name}`, host: `${name}.shop.svc`, workload: `${name}-v1` });
    const other = graphNode({ name: 'other', id: 'other' });
    const edge = graphEdge(node.id, 'other', {
      requests: { ...requests({ requestsPerSecond: 12.5 }), codes },
    });
    const answer = graphAnswer({ nodes: [node, other], edges: [edge], boxes: [graphBox(name)] });
    expectSame(sent(answer), answer);
  });

  it('keeps sums that are not what the parts say', () => {
    const node = graphNode({ id: 'a', incoming: requests({ requestsPerSecond: 99 }) });
    const edge = graphEdge('a', 'a', { requests: requests({ requestsPerSecond: 7, codes }) });
    const answer = graphAnswer({ nodes: [node], edges: [edge] });
    expectSame(sent(answer), answer);
  });

  it('tells the figure of a reason once, also where words and figure differ', () => {
    const failed = (words: string, value: number): GraphNode['health'] => ({
      kind: 'degraded',
      reasons: [`${words} % of requests fail: 5xx (failing from 10 %)`, 'p95 is 1200 ms'],
      figures: [
        { measure: 'failedShare', of: '5XX', value, degradedFrom: 0, failingFrom: 0.1 },
        { measure: 'latencyMs', of: 'p95', value: 1200, degradedFrom: 500, failingFrom: null },
      ],
    });
    const nodes = [failed('2.23', 0.022331), failed('7', 0.5), failed('0.1', 0.001)].map((health, at) =>
      graphNode({ id: `n${at}`, name: `n${at}`, health }),
    );
    const before = graphAnswer({ nodes: [graphNode({ id: 'n1', name: 'n1', health: failed('3', 0.03) })] });
    const answer = graphAnswer({ nodes });
    expectSame(sent(answer), answer);
    expectSame(sent(answer, before), answer);
  });

  it.each([0, 1, 7, 100])('refuses bytes that end after %i', (length) => {
    const bytes = packGraph(randomAnswer({ seed: 5, nodes: 20, edges: 40, namespaces: 2 }), null);
    expect(() => unpackGraph(bytes.subarray(0, length), null)).toThrow();
  });
});

describe('a delta', () => {
  it.each([1, 2, 3, 4])('leads from one answer to another (seed %i)', (seed) => {
    const shape = { nodes: 40, edges: 120, namespaces: 5 };
    const [before, after] = [
      randomAnswer({ ...shape, seed }),
      randomAnswer({ ...shape, seed: seed + 100, edges: 90 }),
    ];
    expectSame(sent(after, before), after);
  });

  it('is much smaller where little changed', () => {
    const before = randomAnswer({ seed: 8, nodes: 60, edges: 200, namespaces: 5 });
    const after = { ...before, edges: before.edges.slice(1), window: { fromSeconds: 1, toSeconds: 61 } };
    const whole = packGraph(after, null);
    const delta = packGraph(after, before);
    expect([isDelta(whole), isDelta(delta)]).toEqual([false, true]);
    expect(delta.length).toBeLessThan(whole.length / 2);
  });

  it('keeps edges that did not change as the same objects', () => {
    const before = randomAnswer({ seed: 9, nodes: 20, edges: 30, namespaces: 2 });
    const known = unpackGraph(packGraph(before, null), null);
    const next = unpackGraph(packGraph({ ...before, edges: before.edges.slice(1) }, before), known);
    expect(fullAnswer(next).edges[0]).toBe(fullAnswer(known).edges[1]);
  });

  it('cannot be read without its base', () => {
    const answer = graphAnswer();
    expect(() => unpackGraph(packGraph(answer, answer), null)).toThrow('continues one that is not here');
  });

  it('leaves what did not change the same objects', () => {
    const before = randomAnswer({ seed: 5, nodes: 30, edges: 60, namespaces: 3, clusters: 1 });
    const [first, ...rest] = before.edges;
    if (first === undefined) throw new Error('There is no edge.');
    const after = { ...before, edges: [{ ...first, bytesPerSecond: 1, latencyMs: null }, ...rest] };
    const known = unpackGraph(packGraph(before, null), null);
    const [old, fresh] = [fullAnswer(known), fullAnswer(unpackGraph(packGraph(after, before), known))];
    const kept = (list: 'nodes' | 'edges') => fresh[list].filter((one, at) => one === old[list][at]).length;
    expect(kept('edges')).toBe(before.edges.length - 1);
    expect(kept('nodes')).toBeGreaterThanOrEqual(before.nodes.length - 2);
  });

  it('is read with rests between its rows', () => {
    const answer = randomAnswer({ seed: 6, nodes: 60, edges: 200, namespaces: 3, clusters: 1 });
    const steps = unpackSteps(packGraph(answer, null), null);
    let rests = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) rests += 1;
    expect(rests).toBeGreaterThan(10);
    expectSame(fullAnswer(step.value), answer);
  });
});
