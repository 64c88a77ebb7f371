import { describe, expect, it } from 'vitest';
import { graphElements } from '@/components/graph/elements';
import { bothMoments } from '@/lib/graph/compare/both-moments';
import { compareGraphs } from '@/lib/graph/compare/compare';
import { DEFAULT_CHANGE_THRESHOLDS } from '@/lib/graph/compare/thresholds';
import { graphAnswer, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { markElements } from './mark-elements';

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
    markElements(elements, comparison, new Set(off)).lines.find((one) => one.id === id);

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
    const cards = markElements(elements, comparison, new Set()).cards.map(({ id, change }) => [id, change]);
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
});
