import { describe, expect, it } from 'vitest';
import { graphAnswer, graphBox, graphNode } from '@/lib/graph/fixtures/builders';
import { foldedByAll, withBoxes } from './chosen-boxes';

const answer = graphAnswer({
  nodes: [graphNode({ id: 'a', boxes: ['box/west', 'box/ns', 'box/app'] })],
  boxes: [
    graphBox('west', { kind: 'cluster' }),
    graphBox('ns', { parent: 'box/west' }),
    graphBox('app', { kind: 'app', parent: 'box/ns' }),
  ],
});

describe('withBoxes', () => {
  it('gives the answer back where every kind is wanted', () => {
    expect(withBoxes(answer, ['cluster', 'namespace', 'app'])).toBe(answer);
  });

  it('puts what was inside a box that is not wanted into the one around it', () => {
    const { boxes, nodes } = withBoxes(answer, ['cluster', 'app']);
    expect(boxes.map(({ id, parent }) => [id, parent])).toEqual([
      ['box/west', null],
      ['box/app', 'box/west'],
    ]);
    expect(nodes[0]?.boxes).toEqual(['box/west', 'box/app']);
  });
});

describe('foldedByAll', () => {
  it('folds namespaces where there are any, but for those that were opened', () => {
    expect(foldedByAll(answer.boxes, [])).toEqual(['box/ns']);
    expect(foldedByAll(answer.boxes, ['box/ns'])).toEqual([]);
    expect(foldedByAll([graphBox('app', { kind: 'app' })], [])).toEqual(['box/app']);
  });
});
