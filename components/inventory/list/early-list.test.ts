import { expect, it } from 'vitest';
import { paramsOfAddress } from './early-list';
import { bareListPath, listPartPath } from './list-params';

function asked(address: Parameters<typeof paramsOfAddress>[0]): URLSearchParams {
  return new URLSearchParams(paramsOfAddress(address));
}

it('asks for the default order of the last ten minutes where the address says nothing', () => {
  expect(Object.fromEntries(asked({}))).toEqual({ last: '600', sort: 'health', descending: 'true' });
});

it('asks for what the address chooses, and leaves out what is no choice', () => {
  const params = asked({ q: 'cart', sort: 'rate', plane: 'nonsense', inCluster: 'west', namespaces: 'shop' });
  expect(Object.fromEntries(params)).toMatchObject({
    q: 'cart',
    sort: 'rate',
    cluster: 'west',
    namespaces: 'shop',
  });
  expect(params.has('plane')).toBe(false);
});

it('asks for rows without figures, or for a part with them', () => {
  expect(bareListPath('workloads', 'last=600')).toBe(
    '/api/inventory/workloads?last=600&figures=false&limit=100',
  );
  expect(listPartPath('workloads', 'last=600', 2)).toBe(
    '/api/inventory/workloads?last=600&offset=200&limit=100',
  );
  expect(listPartPath('workloads', 'last=600', 0, 1795740090)).toBe(
    '/api/inventory/workloads?last=600&offset=0&limit=100&seen=1795740090',
  );
});
