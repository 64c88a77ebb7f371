import { describe, expect, it } from 'vitest';
import { namespaceChoices, scopeText } from './namespace-choices';

const BUSY = [
  { name: 'shop', requestsPerSecond: 214 },
  { name: 'bookinfo', requestsPerSecond: 86 },
];

describe('namespaceChoices', () => {
  it('keeps the order of traffic', () => {
    expect(namespaceChoices(BUSY, [], '').map((choice) => choice.name)).toEqual(['shop', 'bookinfo']);
  });

  it('puts chosen namespaces without traffic first, so that they can be let go', () => {
    expect(namespaceChoices(BUSY, ['gone', 'shop'], '')[0]).toEqual({
      name: 'gone',
      requestsPerSecond: null,
    });
  });

  it('finds by a part of the name in any case', () => {
    expect(namespaceChoices(BUSY, [], ' BOOK ').map((choice) => choice.name)).toEqual(['bookinfo']);
    expect(namespaceChoices(BUSY, [], 'x')).toEqual([]);
  });
});

describe('scopeText', () => {
  it('names one or two namespaces and counts more', () => {
    expect(scopeText(null, 6)).toEqual({ main: 'All namespaces', rest: '' });
    expect(scopeText(['bookinfo', 'shop'], 6)).toEqual({ main: 'bookinfo, shop', rest: 'of 6' });
    expect(scopeText(['a', 'b', 'c'], 6)).toEqual({ main: '3 namespaces', rest: 'of 6' });
  });

  it('says no total that would be smaller than the choice', () => {
    expect(scopeText(['a', 'b', 'c'], 2).rest).toBe('');
    expect(scopeText(['a'], null).rest).toBe('');
  });
});
