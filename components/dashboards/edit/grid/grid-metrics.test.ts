import { expect, it } from 'vitest';
import { cellAt, cellSize, panelSize, sizeInCells } from './grid-metrics';

const cell = cellSize(1192);

it('knows the pixels of a cell and of a panel', () => {
  expect(cell).toEqual({ width: 50, height: 38 });
  expect(panelSize({ w: 12, h: 8 }, cell)).toEqual({ width: 592, height: 296 });
});

it('finds the nearest cell, never before the first', () => {
  expect(cellAt({ left: 124, top: 57 }, cell)).toEqual({ x: 2, y: 2 });
  expect(cellAt({ left: -80, top: -1 }, cell)).toEqual({ x: 0, y: 0 });
});

it('measures a size in cells as it would be drawn', () => {
  expect(sizeInCells(panelSize({ w: 7, h: 3 }, cell), cell)).toEqual({ w: 7, h: 3 });
  expect(sizeInCells({ width: -20, height: 0 }, cell)).toEqual({ w: 1, h: 1 });
});
