import { expect, it } from 'vitest';
import { traceItems } from './palette-items';
import { searchPalette } from './palette-search';

const scoped = (path: string): string => `${path}?last=60`;

it('leads from the id of a trace to its page, and from nothing shorter', () => {
  const id = '00000000000000001F2E3D4C5B6A7988';
  const items = traceItems(` ${id} `, scoped);
  expect(items.map(({ href }) => href)).toEqual(['/traces/1f2e3d4c5b6a7988?last=60']);
  expect(searchPalette(items, ` ${id} `)[0]?.group).toBe('Traces');
  expect(traceItems('cafe', scoped)).toEqual([]);
  expect(traceItems('productpage-v1-abcdef0', scoped)).toEqual([]);
});
