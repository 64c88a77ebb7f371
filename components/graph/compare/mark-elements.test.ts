import { describe, expect, it } from 'vitest';
import { boxChangeWords } from '@/components/graph/cards/box-model';
import { graphElements } from '@/components/graph/elements';
import { bothMoments } from '@/lib/graph/compare/both-moments';
import { compareGraphs } from '@/lib/graph/compare/compare';
import { DEFAULT_CHANGE_THRESHOLDS } from '@/lib/graph/compare/thresholds';
import { graphAnswer, graphBox, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { foldedCounts } from './box-changes';
import { markElements, NO_STORY } from './mark-elements';

const node = (name: string) => graphNode({ id: name, name, incoming: requests() });
const rps = (requestsPerSecond: number, errorsPerSecond = 0) => ({
  requests: requests({ requestsPerSecond, errorsPerSecond }),
});
const before = graphAnswer({
  nodes: ['a', 'b', 'old'].map(node),
  edges: [graphEdge('a', 'b', rps(10)), graphEdge('a', 'old', rps(5)), graphEdge('b', 'a', rps(3))],
});
const after = graphAnswer({
  nodes: ['a', 'b', 'fresh'].map(node),
  edges: [graphEdge('a', 'b', rps(10, 2)), graphEdge('a', 'fresh', rps(5)), graphEdge('b', 'a', rps(3))],
});

describe('the picture of two moments', () => {
  const comparison = compareGraphs(before, after, DEFAULT_CHANGE_THRESHOLDS);
  const elements = graphElements(bothMoments(before, after), ['rate']);
  const line = (id: string, off: readonly ('moreErrors' | 'gone')[] = []) =>
    markElements(elements, comparison, { ...NO_STORY, off: new Set(off) }).lines.find((one) => one.id === id);

  it('gives changed lines 3 px and their difference, and the others neither', () => {
    expect(line('a>b')).toMatchObject({
      change: 'moreErrors',
      width: 3,
      label: [{ text: '+20.0', unit: 'pt' }],
    });
    expect(line('b>a')).toMatchObject({ change: 'same', width: 1.4, label: [], labelWidth: 0 });
  });

  it('holds what is gone beside what is new', () => {
    expect(line('a>old')).toMatchObject({ change: 'gone', label: [{ text: 'gone' }] });
    expect(line('a>fresh')).toMatchObject({ change: 'new' });
    const cards = markElements(elements, comparison, NO_STORY).cards.map(({ id, change }) => [id, change]);
    expect(cards).toEqual([
      ['a', null],
      ['b', null],
      ['fresh', 'new'],
      ['old', 'gone'],
    ]);
  });

  it('draws a kind that was taken out of the legend as if it had stayed', () => {
    expect(line('a>b', ['moreErrors'])).toMatchObject({ change: 'same', label: [] });
  });

  it('marks the chain of the likely cause with its order, and the cards at its ends', () => {
    const merged = new Map([['a>b', ['x>b', 'y>b']]]);
    const told = markElements(elements, comparison, { ...NO_STORY, chain: ['y>b', 'a>fresh'], merged });
    expect(told.lines.map(({ id, chained }) => [id, chained])).toEqual([
      ['a>b', 0],
      ['a>fresh', 1],
      ['b>a', null],
      ['a>old', null],
    ]);
    expect(told.cards.filter(({ chained }) => chained).map(({ id }) => id)).toEqual(['a', 'b', 'fresh']);
  });
});

describe('boxes of two moments', () => {
  const inShop = (name: string) =>
    graphNode({ id: name, name, app: name, boxes: ['shop'], incoming: requests() });
  const was = graphAnswer({
    nodes: ['cart', 'rates'].map(inShop),
    boxes: [graphBox('shop', { id: 'shop' })],
  });
  const is = graphAnswer({
    nodes: ['cart', 'pricing', 'quotes'].map(inShop),
    boxes: [graphBox('shop', { id: 'shop' })],
  });
  const both = bothMoments(was, is);
  const comparison = compareGraphs(was, is, DEFAULT_CHANGE_THRESHOLDS);

  it('count their services, and what came and went among them', () => {
    const [box] = markElements(graphElements(both, []), comparison, NO_STORY).boxes;
    expect(box?.changes).toEqual({ services: 4, new: 2, gone: 1 });
    expect(box?.changes && boxChangeWords(box.changes)).toBe('4 services, 2 new, 1 gone');
  });

  it('leave out kinds that are out of the legend', () => {
    const off = new Set(['gone'] as const);
    const [box] = markElements(graphElements(both, []), comparison, { ...NO_STORY, off }).boxes;
    expect(box?.changes).toEqual({ services: 4, new: 2, gone: 0 });
  });

  it('are counted when they are folded too', () => {
    const drawnAs = new Map(both.nodes.map(({ id }) => [id, 'shop']));
    expect(foldedCounts(comparison.nodes, drawnAs, new Set())).toEqual(
      new Map([['shop', { new: 2, gone: 1 }]]),
    );
    expect(foldedCounts(comparison.nodes, drawnAs, new Set(['new']))).toEqual(
      new Map([['shop', { new: 0, gone: 1 }]]),
    );
  });
});
