import { describe, expect, it } from 'vitest';
import { graphOfAddress } from '@/components/graph/early-graph';
import { graphAnswer, graphBox, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { drawPicture, isPlainView, type StageSize } from './drawn-picture';

const STAGE: StageSize = { width: 980, height: 780 };

/** `count` nodes in ten boxes, each of which calls the next five. */
function mesh(count: number) {
  const names = Array.from({ length: count }, (_, at) => `service-${String(at).padStart(4, '0')}`);
  const nodes = names.map((id, at) => graphNode({ id, name: id, boxes: [`box/ns-${at % 10}`] }));
  const edges = names.flatMap((from, at) =>
    [1, 2, 3, 4, 5].map((step) => graphEdge(from, names[(at + step) % count] ?? from)),
  );
  return graphAnswer({ nodes, edges, boxes: Array.from({ length: 10 }, (_, at) => graphBox(`ns-${at}`)) });
}

function drawn(count: number, address = '') {
  const { view } = graphOfAddress(`?${address}`);
  const steps = drawPicture(mesh(count), view, STAGE);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

describe('the picture of a large graph', () => {
  it('has every card and line, and all of it in sight', () => {
    const picture = drawn(300);
    if (picture === null) throw new Error('There is no picture.');
    const { elements, layout, fitted } = picture;
    expect(elements.cards).toHaveLength(300);
    expect(elements.lines).toHaveLength(1500);
    for (const { x, y, width, height } of layout.nodes.values()) {
      expect(x * fitted.zoom + fitted.x).toBeGreaterThanOrEqual(0);
      expect((x + width) * fitted.zoom + fitted.x).toBeLessThanOrEqual(STAGE.width);
      expect(y * fitted.zoom + fitted.y).toBeGreaterThanOrEqual(0);
      expect((y + height) * fitted.zoom + fitted.y).toBeLessThanOrEqual(STAGE.height);
    }
  });

  it('leaves out what the address leaves out', () => {
    const folded = drawn(300, 'folded=box/ns-3');
    expect(folded?.elements.cards).toHaveLength(271);
    expect(folded?.elements.boxes).toHaveLength(9);
  });

  it('is not drawn of a small graph, nor of what the view makes small, nor of more than the server arranges', () => {
    expect(drawn(60)).toBeNull();
    expect(drawn(300, 'fold=all')).toBeNull();
    expect(drawn(2500)).toBeNull();
  });
});

describe('isPlainView', () => {
  const plain = (address: string) => {
    const { scope, view } = graphOfAddress(`?${address}`);
    return isPlainView(scope, view);
  };

  it('is the whole of what is asked, drawn as it is answered', () => {
    expect(plain('everything=true')).toBe(true);
    expect(plain('namespaces=a,b&folded=box/a&focus=wl/c/n/w&only=errors')).toBe(true);
  });

  it.each([
    [''],
    ['everything=true&find=reviews'],
    ['everything=true&hide=reviews'],
    ['everything=true&hidden=wl/c/n/w'],
    ['everything=true&before=1h'],
    ['everything=true&node=wl/c/n/w'],
    ['everything=true&edge=a>b'],
    ['everything=true&table=true'],
    ['everything=true&layout=elk'],
    ['everything=true&renderer=webgl'],
  ])('is not /graph?%s', (address) => {
    expect(plain(address)).toBe(false);
  });
});
