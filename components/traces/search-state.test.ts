import { describe, expect, it } from 'vitest';
import { firstService, rememberedSearch, searchParams, servicesInScope } from './search-state';

const values = {
  service: 'a.b',
  operation: '',
  tags: 'error=true x="y z"',
  min: '1.5s',
  max: ' ',
  limit: 100,
};

describe('the search in the URL', () => {
  it('leaves out what is empty or default, and is read back as it was', () => {
    expect(searchParams(values).toString()).toBe('service=a.b&tags=error%3Dtrue+x%3D%22y+z%22&min=1.5s');
    expect(rememberedSearch(searchParams(values).toString())).toEqual({ ...values, max: '' });
    expect(rememberedSearch('limit=5')).toBeNull();
    expect(rememberedSearch('service=a&limit=x')?.limit).toBe(100);
  });

  it('starts where requests enter', () => {
    expect(firstService(['cart.shop', 'istio-ingressgateway.istio-system'])).toBe(
      'istio-ingressgateway.istio-system',
    );
    expect(firstService(['cart.shop'])).toBe('cart.shop');
    expect(firstService([])).toBeNull();
  });

  it('keeps services of the chosen namespaces, and all where none is there', () => {
    const services = ['a.shop', 'b.bank', 'legacy'];
    expect(servicesInScope(services, ['shop'])).toEqual(['a.shop', 'legacy']);
    expect(servicesInScope(['a.shop'], ['bank'])).toEqual(['a.shop']);
    expect(servicesInScope(services, null)).toBe(services);
  });
});
