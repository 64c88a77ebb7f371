import { describe, expect, it } from 'vitest';
import { filterOf, readFilters, withFilter } from './saved-filter';

describe('saved filters', () => {
  it('keep what the list is filtered by and nothing of the rest of the page', () => {
    const query = new URLSearchParams('last=600&q=web&status=errors&label=');
    expect(filterOf(query)).toBe('q=web&status=errors');
    expect(filterOf(new URLSearchParams('last=600'))).toBe('');
  });

  it('take the place of the present filter and leave the rest', () => {
    const query = new URLSearchParams('last=600&q=web&kinds=a');
    expect(withFilter(query, 'status=good&evil=1')).toBe('last=600&status=good');
  });

  it('read storage that holds anything', () => {
    expect(readFilters('{')).toEqual([]);
    expect(readFilters('{"a":1}')).toEqual([]);
    expect(readFilters('[null, 1, {"name":"x"}, {"name":"x","filter":"q=1"}]')).toEqual([
      { name: 'x', filter: 'q=1' },
    ]);
  });
});
