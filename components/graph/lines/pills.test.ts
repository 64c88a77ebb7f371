import { describe, expect, it } from 'vitest';
import { failureDashes } from '@/components/graph/canvas/canvas-style';
import { mix } from '@/components/graph/canvas/theme-colors';
import { detailAt, inSeenCells, seenCells } from '@/components/graph/canvas/viewport';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { edgeValue } from '@/components/graph/table/edge-rows';
import { sortedRows } from '@/components/graph/table/row-order';
import { graphAnswer, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { layOut } from '@/lib/graph/layout/lay-out';
import { curveOf } from './curve';
import { labelWidth } from './edge-label';
import { PILL_HEIGHT, placePills, shortLabel } from './pills';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const nodes = names.map((name) => graphNode({ id: name, name }));
const edges = names
  .slice(1)
  .map((name, i) => graphEdge('a', name, { requests: requests({ requestsPerSecond: 10 + i }) }));
const elements = graphElements(graphAnswer({ nodes, edges }), ['rate']);
const layout = layOut(layoutInput(elements, ['rate']));

describe('placePills', () => {
  const places = placePills(elements.lines, layout);

  it('keeps labels clear of cards and of one another', () => {
    const rects = elements.lines.flatMap((line) => {
      const place = places.get(line.id);
      if (place === undefined || place.crowded) return [];
      const width = place.short ? labelWidth(shortLabel(line.label), 0) : line.labelWidth;
      return [{ x: place.x - width / 2, y: place.y - PILL_HEIGHT / 2, width, height: PILL_HEIGHT }];
    });
    expect(rects.length).toBeGreaterThan(3);
    const all = [...rects, ...layout.nodes.values()];
    rects.forEach((a, i) => {
      all.forEach((b, j) => {
        if (i === j) return;
        const apart =
          a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;
        expect(apart, `${i} and ${j}`).toBe(true);
      });
    });
  });
});

describe('curveOf', () => {
  it('gives Cytoscape the control points back at the same places', () => {
    const line = elements.lines.find((one) => (layout.edges.get(one.id)?.controls.length ?? 0) > 0);
    const route = layout.edges.get(line?.id ?? '')!;
    const curve = curveOf(route, layout.nodes.get(line!.source)!, layout.nodes.get(line!.target)!);
    const dx = route.target.x - route.source.x;
    const dy = route.target.y - route.source.y;
    const length = Math.hypot(dx, dy);
    route.controls.forEach((control, i) => {
      const x = route.source.x + dx * curve.weights[i]! - (dy / length) * curve.distances[i]!;
      const y = route.source.y + dy * curve.weights[i]! + (dx / length) * curve.distances[i]!;
      expect(x).toBeCloseTo(control.x, 0);
      expect(y).toBeCloseTo(control.y, 0);
    });
    expect(curve.weights.every((weight) => !String(weight).includes('e'))).toBe(true);
  });
});

describe('failureDashes', () => {
  it('are as long as the failed share, and never too short to be seen', () => {
    expect(failureDashes(0.0001)[0]).toBe(3);
    expect(failureDashes(0.5)).toEqual([14, 14]);
    expect(failureDashes(1)[0]).toBe(28);
  });
});

describe('the table', () => {
  it('sorts by number, missing values last in either direction', () => {
    const [first, second] = elements.lines;
    const silent = { ...first!, id: 'z', name: 'z', edge: { ...first!.edge, requests: null } };
    const rows = [silent, second!, first!];
    expect(sortedRows(rows, { column: 'rate', descending: true }, edgeValue).map((line) => line.id)).toEqual([
      'a>c',
      'a>b',
      'z',
    ]);
    expect(sortedRows(rows, { column: 'rate', descending: false }, edgeValue).map((line) => line.id)).toEqual(
      ['a>b', 'a>c', 'z'],
    );
    expect(edgeValue(silent, 'errors')).toBeNull();
  });
});

describe('colours and distance', () => {
  it('mix to an opaque colour', () => {
    expect(mix('#ffffff', 0.5, '#000000')).toBe('#808080');
    expect(mix('#fff', 1, '#000')).toBe('#ffffff');
  });

  it('show less detail from farther away', () => {
    expect([1, 0.8, 0.79, 0.45, 0.44].map(detailAt)).toEqual(['near', 'near', 'middle', 'middle', 'far']);
  });

  it('keep what is in sight, and little else', () => {
    const cells = seenCells({ x: 0, y: 0, zoom: 1, width: 1000, height: 800 });
    expect(inSeenCells(cells, { x: 500, y: 400, width: 10, height: 10 })).toBe(true);
    expect(inSeenCells(cells, { x: 9000, y: 400, width: 10, height: 10 })).toBe(false);
  });
});
