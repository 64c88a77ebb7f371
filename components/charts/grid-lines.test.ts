import { expect, it } from 'vitest';
import { linearAxis } from './axis';
import { gridLines } from './grid-lines';

it('stands at the ticks of the axis, the highest at the top, and has no upright lines', () => {
  const axis = linearAxis([0, 100], { fromZero: true });
  const plot = { left: 40, top: 10, width: 500, height: 200, fromSeconds: 0, toSeconds: 60, axis };
  const { vertical, verticalCoordinatesGenerator, horizontalPoints } = gridLines(plot);
  expect(vertical).toBe(false);
  expect(verticalCoordinatesGenerator()).toEqual([]);
  expect(horizontalPoints).toHaveLength(axis.ticks.length);
  expect(horizontalPoints[0]).toBe(210);
  expect(horizontalPoints.at(-1)).toBe(10);
});

it('draws nothing where the axis spans nothing, as before the first answer', () => {
  const axis = { ...linearAxis([0, 1], { fromZero: true }), min: 1, max: 1 };
  const plot = { left: 40, top: 10, width: 500, height: 200, fromSeconds: 0, toSeconds: 60, axis };
  const { horizontalCoordinatesGenerator, horizontalPoints } = gridLines(plot);
  expect([...horizontalPoints, ...horizontalCoordinatesGenerator()]).toEqual([]);
});
