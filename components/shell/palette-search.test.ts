import { describe, expect, it } from 'vitest';
import { matchScore, type PaletteEntry, searchPalette } from './palette-search';

function entry(name: string, detail = '', group: PaletteEntry['group'] = 'Services'): PaletteEntry {
  return { id: `${group} ${detail} ${name}`, group, name, detail };
}

describe('matchScore', () => {
  it('needs every word in the name or the detail', () => {
    expect(matchScore(entry('reviews', 'bookinfo'), 'rev book')).toBeGreaterThan(0);
    expect(matchScore(entry('reviews', 'bookinfo'), 'rev shop')).toBe(0);
  });

  it('prefers whole names, then beginnings, then beginnings of parts', () => {
    const scores = ['cart', 'cartographer', 'shop-cart', 'descartes'].map((name) =>
      matchScore(entry(name), 'cart'),
    );
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
  });

  it('takes what is typed literally', () => {
    expect(matchScore(entry('a.b'), '.*')).toBe(0);
    expect(() => matchScore(entry('a'), '(')).not.toThrow();
  });
});

describe('searchPalette', () => {
  it('shows at most eight of a group, and all groups when nothing is typed', () => {
    const many = Array.from({ length: 20 }, (_, index) => entry(`svc-${index}`));
    const found = searchPalette([entry('Graph', '', 'Pages'), ...many], '');
    expect(found.map(({ group, entries }) => [group, entries.length])).toEqual([
      ['Pages', 1],
      ['Services', 8],
    ]);
  });

  it('puts the group of the best match first', () => {
    const found = searchPalette([entry('Traces', '', 'Pages'), entry('traces-store', 'obs')], 'traces-store');
    expect(found[0]?.entries[0]?.name).toBe('traces-store');
  });

  it('finds nothing where nothing matches', () => {
    expect(searchPalette([entry('a')], 'zzz')).toEqual([]);
  });
});
