import { describe, expect, it } from 'vitest';
import { GRID_COLUMNS, type Place } from '@/lib/dashboards/model/panel';
import { arranged, compacted, freePlace, type Placed, stepped, withinGrid, withSize } from './arrange';

const at = (id: number, x: number, y: number, w = 12, h = 8): Placed => ({ id, place: { x, y, w, h } });
const places = (panels: readonly Placed[]) =>
  Object.fromEntries(panels.map(({ id, place: { x, y } }) => [id, [x, y]]));

/** A generator with a printed seed, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

describe('moving on the grid', () => {
  it('puts the moved panel where it was put and what stood there below it', () => {
    const moved = arranged([at(1, 0, 0), at(2, 12, 0)], 2, { x: 0, y: 0, w: 12, h: 8 });
    expect(places(moved)).toEqual({ 1: [0, 8], 2: [0, 0] });
  });

  it('lets everything rise as far as it can', () => {
    expect(places(compacted([at(1, 0, 3), at(2, 12, 9), at(3, 0, 30)]))).toEqual({
      1: [0, 0],
      2: [12, 0],
      3: [0, 8],
    });
  });

  it('changes places with the panel above once it stands over its upper half', () => {
    const column = [at(1, 0, 0), at(2, 0, 8)];
    expect(places(arranged(column, 2, { x: 0, y: 5, w: 12, h: 8 }))).toEqual({ 1: [0, 0], 2: [0, 8] });
    expect(places(arranged(column, 2, { x: 0, y: 3, w: 12, h: 8 }))).toEqual({ 1: [0, 8], 2: [0, 0] });
  });

  it('pushes down what a panel grows into', () => {
    const grown = arranged([at(1, 0, 0), at(2, 12, 0), at(3, 0, 8)], 1, { x: 0, y: 0, w: 24, h: 10 });
    expect(places(grown)).toEqual({ 1: [0, 0], 2: [12, 10], 3: [0, 10] });
  });

  it('keeps panels within the grid and at least one cell large', () => {
    expect(withinGrid({ x: -3, y: -1, w: 0, h: -2 })).toEqual({ x: 0, y: 0, w: 1, h: 1 });
    expect(withinGrid({ x: 23, y: 2, w: 99, h: 500 })).toEqual({ x: 0, y: 2, w: 24, h: 200 });
    expect(withSize({ x: 12, y: 0, w: 12, h: 8 }, { w: 20, h: 4 })).toEqual({ x: 12, y: 0, w: 12, h: 4 });
  });

  it('never lets two panels overlap or leave the grid, whatever is moved where', () => {
    const seed = Date.now() % 1_000_000;
    const next = numbers(seed);
    let panels: readonly Placed[] = Array.from({ length: 14 }, (_, id) =>
      at(id + 1, next(20), next(40), 1 + next(4), 1 + next(6)),
    );
    for (let step = 0; step < 300; step += 1) {
      const place = withinGrid({ x: next(24), y: next(40), w: 1 + next(24), h: 1 + next(12) });
      panels = arranged(panels, 1 + next(14), place);
      const bad = panels.flatMap((one, index) => [
        ...(one.place.x + one.place.w > GRID_COLUMNS ? [one] : []),
        ...panels.slice(index + 1).filter((other) => overlap(one.place, other.place)),
      ]);
      expect(bad, `seed ${seed}, step ${step}`).toEqual([]);
    }
  });
});

describe('moving by the keyboard', () => {
  const panels = [at(1, 0, 0), at(2, 12, 0), at(3, 0, 8), at(4, 0, 16, 24)];
  const placesAfter = (id: number, direction: Parameters<typeof stepped>[2]) => {
    const place = stepped(panels, id, direction);
    return place === null ? null : places(arranged(panels, id, place));
  };

  it('goes a column aside, as far as the grid goes', () => {
    expect(stepped(panels, 2, 'left')).toMatchObject({ x: 11, y: 0 });
    expect(stepped(panels, 2, 'right')).toBeNull();
    expect(stepped(panels, 1, 'left')).toBeNull();
  });

  it('changes places with the panel above or below', () => {
    expect(placesAfter(3, 'up')).toMatchObject({ 3: [0, 0], 1: [0, 8] });
    expect(placesAfter(1, 'down')).toMatchObject({ 3: [0, 0], 1: [0, 8] });
    expect(placesAfter(3, 'down')).toMatchObject({ 4: [0, 8], 3: [0, 16] });
  });

  it('says where there is nothing to pass', () => {
    expect(stepped(panels, 1, 'up')).toBeNull();
    expect(stepped(panels, 4, 'down')).toBeNull();
    expect(stepped(panels, 99, 'up')).toBeNull();
  });
});

it('finds room for a new panel beside what there is, else below it', () => {
  expect(freePlace([at(1, 0, 0)], { w: 12, h: 8 })).toEqual({ x: 12, y: 0, w: 12, h: 8 });
  expect(freePlace([at(1, 0, 0), at(2, 12, 0)], { w: 12, h: 8 })).toEqual({ x: 0, y: 8, w: 12, h: 8 });
  expect(freePlace([], { w: 24, h: 4 })).toEqual({ x: 0, y: 0, w: 24, h: 4 });
});
