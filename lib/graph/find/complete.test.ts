import { describe, expect, it } from 'vitest';
import { graphAnswer, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { completionsAt } from './complete';
import { findContext } from './context';

const context = findContext(
  graphAnswer({
    nodes: [
      graphNode({ id: 'a', name: 'cart', namespace: 'shop', version: 'v1' }),
      graphNode({ id: 'b', name: 'front end', namespace: 'shop', version: 'v2' }),
      graphNode({ id: 'c', name: 'lab', namespace: 'lab' }),
    ],
    edges: [graphEdge('a', 'b')],
  }),
);

/** `|` is the caret. */
function at(text: string) {
  const caret = text.indexOf('|');
  return completionsAt(text.replace('|', ''), caret, context);
}

function texts(text: string): string[] {
  return at(text).items.map((item) => item.text);
}

describe('completionsAt', () => {
  it('offers operands and words where something begins, long forms only', () => {
    for (const text of ['|', 'idle and |', '(|', 'not |', 'is |']) {
      expect(texts(text)).toContain('name');
      expect(texts(text)).not.toContain('wl');
    }
    expect(at('|').items.find((item) => item.text === 'responsetime')?.what).toContain('ms');
  });

  it('narrows by what is typed, and knows short forms then', () => {
    expect(texts('htt|')).toEqual(['httpin', 'httpout', 'http', '%httperr', '%httperror', '%httptraffic']);
    expect(texts('w|')).toEqual(expect.arrayContaining(['workload', 'wl', 'we']));
    expect(at('idle and htt|')).toMatchObject({ from: 9, to: 12 });
  });

  it('offers operators by the type of the operand', () => {
    expect(texts('name |')).toEqual(expect.arrayContaining(['=', '*=', '=~', 'contains']));
    expect(texts('rt |')).toEqual(['>', '>=', '<', '<=', '=', '!=']);
    expect(at('rt >|')).toMatchObject({ from: 3, to: 4, items: [{ text: '>' }, { text: '>=' }] });
  });

  it('offers values of the answer, the most frequent first, in quotes where they need them', () => {
    expect(texts('ns = |')).toEqual(['shop', 'lab']);
    expect(texts('name = |')).toContain('"front end"');
    expect(texts('name = fro|')).toEqual(['"front end"']);
    expect(texts('version != v|')).toEqual(['v1', 'v2']);
    expect(texts('node = e|')).toEqual(['external']);
    expect(texts('protocol = |')).toEqual(['http']);
    expect(texts('p99 > |')).toEqual(['500ms', '1s']);
    expect(texts('source.ns = |')).toEqual(['shop', 'lab']);
  });

  it('offers and and or after something whole', () => {
    expect(texts('idle |')).toEqual(['and', 'or']);
    expect(texts('ns = shop |')).toEqual(['and', 'or']);
    expect(texts('(idle) |')).toEqual(['and', 'or']);
    expect(texts('ns = shop o|')).toEqual(['or']);
  });

  it('offers nothing for what is already whole', () => {
    expect(texts('healthy|')).toEqual([]);
    expect(texts('ns = shop|')).toEqual([]);
  });
});
