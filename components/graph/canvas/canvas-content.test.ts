import cytoscape, { type Core } from 'cytoscape';
import { beforeEach, describe, expect, it } from 'vitest';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { graphAnswer, graphBox, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { layOut } from '@/lib/graph/layout/lay-out';
import { CanvasContent } from './canvas-content';

const nodes = ['a', 'b', 'c'].map((name) => graphNode({ id: name, name }));
const edges = [graphEdge('a', 'b'), graphEdge('b', 'c')];
const before = graphElements(graphAnswer({ nodes, edges }), []);
const layout = layOut(layoutInput(before, []));

let cy: Core;
let content: CanvasContent;
beforeEach(() => {
  cy = cytoscape({ headless: true, styleEnabled: true });
  content = new CanvasContent(cy);
  content.draw(before, layout, false);
});

describe('CanvasContent', () => {
  it('draws nodes and lines, and over a line that fails its dashes', () => {
    expect(cy.nodes('.card')).toHaveLength(3);
    expect(cy.edges('.line')).toHaveLength(2);
    const failing = graphEdge('a', 'b', { requests: requests({ errorsPerSecond: 5 }) });
    content.draw(graphElements(graphAnswer({ nodes, edges: [failing] }), []), layout, false);
    expect(cy.edges('.failures').map((edge) => edge.data('line'))).toEqual(['a>b']);
    expect(cy.edges('.line')).toHaveLength(1);
  });

  it('touches nothing that looks as before', () => {
    const touched: string[] = [];
    cy.on('data position', (event) => touched.push(event.target.id()));
    const busier = graphEdge('b', 'c', { requests: requests({ requestsPerSecond: 500 }) });
    content.draw(
      graphElements(graphAnswer({ nodes, edges: [graphEdge('a', 'b'), busier] }), []),
      layout,
      false,
    );
    expect([...new Set(touched)]).toEqual(['b>c']);
  });

  it('takes away lines that others draw, and brings them back', () => {
    content.draw({ ...before, lines: before.lines.slice(0, 1) }, layout, false);
    expect(cy.edges('.line').map((edge) => edge.id())).toEqual(['a>b']);
    content.draw(before, layout, false);
    expect(cy.edges('.line')).toHaveLength(2);
  });

  it('makes a card of a box that folds to one node of the same id, and a box of it again', () => {
    const boxed = nodes.map((node) => ({ ...node, boxes: ['box/x'] }));
    const open = graphElements(graphAnswer({ nodes: boxed, edges, boxes: [graphBox('x')] }), []);
    content.draw(open, layOut(layoutInput(open, [])), false);
    expect(cy.getElementById('box/x').classes()).toContain('box');
    const folded = {
      ...open,
      boxes: [],
      lines: [],
      cards: open.cards.slice(0, 1).map((one) => ({ ...one, id: 'box/x', box: null })),
    };
    content.draw(folded, layOut(layoutInput(folded, [])), false);
    expect(cy.getElementById('box/x').classes()).toContain('card');
    content.draw(open, layOut(layoutInput(open, [])), false);
    expect(cy.getElementById('box/x').classes()).toContain('box');
    expect(cy.edges('.line')).toHaveLength(2);
  });

  it('keeps the halo of a selected line when the picture is drawn anew', () => {
    content.halo('a>b');
    content.draw(before, layout, false);
    expect(cy.edges('.halo')).toHaveLength(2);
    content.halo(null);
    expect(cy.edges('.halo')).toHaveLength(0);
  });
});
