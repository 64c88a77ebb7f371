import { describe, expect, it } from 'vitest';
import type { EdgeRoute, Rect } from '@/lib/graph/layout/drawing';
import { pointsAlong } from '@/lib/graph/layout/spline';
import { RectIndex } from './rect-index';
import { routeEdges } from './route-edges';

const card = (x: number, y: number): Rect => ({ x, y, width: 120, height: 40 });
const edge = (source: string, target: string) => ({ id: `${source}>${target}`, source, target });

function routed(nodes: Record<string, Rect>, edges: readonly string[], names: Record<string, Rect> = {}) {
  const pairs = edges.map((one) => one.split('>'));
  return routeEdges({
    edges: pairs.map(([source = '', target = '']) => edge(source, target)),
    nodes: new Map(Object.entries(nodes)),
    boxes: new Map(),
    names: new Map(Object.entries(names)),
    flow: 'right',
  });
}

function meets(route: EdgeRoute | undefined, rect: Rect): boolean {
  if (route === undefined) throw new Error('There is no route.');
  return new RectIndex([['it', rect]]).crosses(pointsAlong(route, 16), 0, () => false);
}

describe('lines between cards that stand anywhere', () => {
  it('run straight beside the name of a box that stands between two cards of a column', () => {
    const name = { x: 0, y: 60, width: 70, height: 20 };
    const route = routed({ a: card(0, 0), b: card(10, 120) }, ['a>b'], { box: name }).get('a>b');
    expect(route?.controls).toEqual([]);
    expect(route?.source.x).toBe(route?.target.x);
    expect(meets(route, name)).toBe(false);
  });

  it('go around by the left where a name fills all of the way between them', () => {
    const name = { x: -10, y: 60, width: 160, height: 20 };
    const route = routed({ a: card(0, 0), b: card(0, 120) }, ['a>b'], { box: name }).get('a>b');
    expect([route?.source.x, route?.target.x]).toEqual([0, 0]);
    expect(meets(route, name)).toBe(false);
  });

  it('pass a card of their column like a bracket, and arrive where calls come in', () => {
    const nodes = { a: card(0, 0), between: card(0, 60), b: card(0, 120) };
    const route = routed(nodes, ['a>b']).get('a>b');
    expect([route?.source.x, route?.target.x]).toEqual([0, 0]);
    expect(meets(route, nodes.between)).toBe(false);
  });

  it('share their way until they part when one caller makes them, and run side by side when two do', () => {
    const column = { t1: card(400, 300), t2: card(400, 400) };
    const wall = { wall: card(200, 60), wall2: card(200, 110), wall3: card(200, 160) };
    const lanes = (routes: ReadonlyMap<string, EdgeRoute>) =>
      new Set([...routes.values()].flatMap(({ controls }) => controls.map(({ x }) => Math.round(x)))).size;
    const one = routed({ a: card(0, 100), ...wall, ...column }, ['a>t1', 'a>t2']);
    const two = routed({ a: card(0, 100), b: card(0, 40), ...wall, ...column }, ['a>t1', 'b>t2']);
    expect(lanes(one)).toBeLessThan(lanes(two));
  });
});
