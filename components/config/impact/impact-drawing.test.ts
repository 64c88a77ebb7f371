import { describe, expect, it } from 'vitest';
import { drawImpact, pillText, shareWords } from './impact-drawing';
import { edge, node } from './sample-picture';

const picture = {
  nodes: ['in', 'a', 'v1', 'v2', 'v3', 'other'].map(node),
  edges: [
    edge('a', 'v1', 8, 2, { state: 'less' }),
    edge('a', 'v2', 2, 0, { state: 'gone' }),
    edge('a', 'v3', 0, 8, { state: 'new' }),
    edge('in', 'a', 10, 10),
    edge('a', 'other', 3, 3),
  ],
};

describe('the drawing', () => {
  const drawing = drawImpact(picture);

  it('has a card for each node within its edges, callers left of whom they call', () => {
    expect(drawing.cards).toHaveLength(6);
    const rectOf = (key: string) => {
      const found = drawing.cards.find((card) => card.node.key === key)?.rect;
      if (found === undefined) throw new Error(`${key} is not drawn.`);
      return found;
    };
    for (const { rect } of drawing.cards) {
      expect(rect.x).toBeGreaterThanOrEqual(0);
      expect(rect.y).toBeGreaterThanOrEqual(0);
      expect(rect.x + rect.width).toBeLessThanOrEqual(drawing.width);
      expect(rect.y + rect.height).toBeLessThanOrEqual(drawing.height);
    }
    expect(rectOf('in').x).toBeLessThan(rectOf('a').x);
    expect(rectOf('a').x).toBeLessThan(rectOf('v1').x);
  });

  it('tells what changes, what is new, what is gone and what only stands beside it', () => {
    expect(Object.fromEntries(drawing.cards.map((card) => [card.node.key, card.state]))).toEqual({
      in: 'aside',
      a: 'changed',
      v1: 'changed',
      v2: 'gone',
      v3: 'new',
      other: 'aside',
    });
    expect(Object.fromEntries(drawing.lines.map((line) => [line.edge.to, line.look]))).toEqual({
      a: 'aside',
      other: 'aside',
      v1: 'moved',
      v2: 'gone',
      v3: 'moved',
    });
  });

  it('puts what changes above what stays, and words on changed lines only', () => {
    expect(drawing.lines.map(({ look }) => look).slice(0, 2)).toEqual(['aside', 'aside']);
    expect(drawing.lines.map(({ label }) => label?.text ?? null)).toEqual([
      null,
      null,
      '80 → 20 %',
      '20 → 0 %',
      '0 → 80 %',
    ]);
  });

  it('leaves out calls to oneself, which have no line', () => {
    expect(drawImpact({ nodes: [node('a')], edges: [edge('a', 'a', 1, 2)] }).lines).toEqual([]);
  });
});

describe('words on lines', () => {
  it('say what becomes of the calls where that is worse than a new share', () => {
    expect(pillText(edge('a', 'b', 5, 5, { state: 'denied', kinds: ['denied'] }))).toBe('denied');
    expect(pillText(edge('a', 'b', 5, 5, { state: 'broken', kinds: ['broken'] }))).toBe('fails');
    expect(pillText(edge('a', 'b', 5, 5, { state: 'plaintext', kinds: ['plaintext'] }))).toBe('plain text');
  });

  it('name what changes where the shares stay', () => {
    expect(pillText(edge('a', 'b', 10, 10, { kinds: ['timeout', 'fault', 'retries'] }))).toBe(
      'timeout, fault',
    );
    expect(pillText(edge('a', 'b', 5, 5, { kinds: ['shares'] }))).toBe('50 %');
    expect(pillText(edge('a', 'b', 5, 5))).toBeNull();
  });

  it('give a range where paths and headers decide, and call copies copies', () => {
    const unsure = edge('a', 'b', 0, 0, { afterPerSecond: { from: 1, to: 4 }, kinds: ['shares'] });
    expect(shareWords(unsure)).toBe('0 → 10 to 40 %');
    expect(pillText(edge('a', 'b', 1, 0, { state: 'gone', isMirror: true }))).toBe('copies 10 → 0 %');
  });
});
