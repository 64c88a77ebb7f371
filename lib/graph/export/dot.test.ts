import { describe, expect, it } from 'vitest';
import { graphBox, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { randomAnswer } from '@/lib/graph/fixtures/random-answer';
import { dotOf, dotText } from './dot';
import { DIFFICULT_TEXTS } from './text-samples';

/** Tokens as Graphviz's own reader takes them: in quotes only `\"` is an escape. */
function tokens(text: string): string[] {
  const pattern = /\s+|"(?:\\"|[^"])*"|->|[{}[\]=,;]|[A-Za-z_][\w]*|#[0-9a-f]+|\d+/gy;
  const found: string[] = [];
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new Error(`No token at ${at}: ${text.slice(at, at + 40)}`);
    if (match[0].trim() !== '') found.push(match[0]);
  }
  return found;
}

/** What Graphviz shows for a label. */
function shown(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

describe('dotText', () => {
  it.each(DIFFICULT_TEXTS.map((text) => [text]))('is one token that shows %j', (text) => {
    const quoted = dotText(text);
    expect(tokens(`a [label=${quoted}];`)).toHaveLength(7);
    expect(shown(quoted)).toBe(text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, ' '));
  });
});

describe('dotOf', () => {
  it.each([1, 2, 3])('declares each node once and draws each edge, braces in balance, seed %i', (seed) => {
    const answer = randomAnswer({ seed, nodes: 30, edges: 60, namespaces: 3 });
    const text = dotOf({ ...answer, title: DIFFICULT_TEXTS.join(' '), direction: 'right' });
    const list = tokens(text);
    expect(list.filter((token) => token === '->')).toHaveLength(answer.edges.length);
    expect(list.filter((token) => token === '{').length).toBe(list.filter((token) => token === '}').length);
    expect(text.match(/^\s*n\d+ \[label=/gm)).toHaveLength(answer.nodes.length);
  });

  it('puts nodes into the clusters of their boxes, boxes into those around them', () => {
    const outer = graphBox('east', { id: 'east', kind: 'cluster' });
    const inner = graphBox('shop', { id: 'shop', parent: 'east' });
    const text = dotOf({
      title: 't',
      direction: 'down',
      boxes: [outer, inner],
      nodes: [
        graphNode({ id: 'a', name: 'cart', boxes: ['east', 'shop'] }),
        graphNode({ id: 'b', name: 'web' }),
      ],
      edges: [graphEdge('b', 'a')],
    });
    expect(text).toMatch(/rankdir=TB/);
    expect(text).toMatch(/subgraph cluster_0 \{[^}]*subgraph cluster_1 \{[^}]*label="cart\\n/);
    expect(text).toMatch(/n1 -> n0 /);
  });
});
