import { expect, it } from 'vitest';
import { earlyListQuestion } from './early-list';

function asked(address: Parameters<typeof earlyListQuestion>[1]): URL {
  return new URL(earlyListQuestion('workloads', address).path, 'http://periplus.test');
}

it('asks for the first rows without figures, as the page itself does where the address says nothing', () => {
  const { pathname, searchParams } = asked({});
  expect(pathname).toBe('/api/inventory/workloads');
  expect(Object.fromEntries(searchParams)).toEqual({
    last: '600',
    sort: 'health',
    descending: 'true',
    figures: 'false',
    limit: '100',
  });
});

it('asks for what the address chooses, and leaves out what is no choice', () => {
  const { searchParams } = asked({
    q: 'cart',
    sort: 'rate',
    plane: 'nonsense',
    inCluster: 'west',
    namespaces: 'shop',
  });
  expect(Object.fromEntries(searchParams)).toMatchObject({
    q: 'cart',
    sort: 'rate',
    cluster: 'west',
    namespaces: 'shop',
  });
  expect(searchParams.has('plane')).toBe(false);
});
