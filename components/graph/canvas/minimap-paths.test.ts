import { expect, it } from 'vitest';
import { minimapPaths } from './minimap-paths';

const rect = (x: number, y: number) => ({ x, y, width: 10, height: 4 });

it('draws one path a tone, and keeps what is unwell apart from what is not', () => {
  const paths = minimapPaths(
    {
      boxes: [{ id: 'shop' }],
      cards: [
        { id: 'a', health: 'healthy' },
        { id: 'b', health: 'failing' },
        { id: 'c', health: 'degraded' },
        { id: 'd', health: 'idle' },
        { id: 'e', health: 'unknown' },
      ],
    },
    {
      boxes: new Map([['shop', { x: -5, y: 0.5, width: 100, height: 50 }]]),
      nodes: new Map([
        ['a', rect(0, 0)],
        ['b', rect(20, 0)],
        ['c', rect(40, 0)],
        ['d', rect(60, 0)],
        ['e', rect(80, 0)],
      ]),
    },
  );
  expect(paths).toEqual({
    boxes: 'M-5 0.5h100v50h-100z',
    well: 'M0 0h10v4h-10zM60 0h10v4h-10zM80 0h10v4h-10z',
    failing: 'M20 0h10v4h-10z',
    degraded: 'M40 0h10v4h-10z',
  });
});

it('leaves out what has no place', () => {
  const paths = minimapPaths(
    { boxes: [{ id: 'gone' }], cards: [{ id: 'gone', health: 'failing' }] },
    { boxes: new Map(), nodes: new Map() },
  );
  expect(paths).toEqual({ boxes: '', well: '', degraded: '', failing: '' });
});
