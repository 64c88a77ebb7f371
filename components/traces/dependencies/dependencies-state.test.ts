import { describe, expect, it } from 'vitest';
import { NO_SEARCH } from '@/components/traces/search-state';
import { dependenciesHref, dependencyParams } from './dependencies-state';

describe('the page of dependencies', () => {
  it('is led to with the search whose traces are meant, and asks for those', () => {
    const href = dependenciesHref({ ...NO_SEARCH, service: ['a.shop', 'b.shop'], q: 'duration > 1s' });
    const search = new URLSearchParams(href.split('?')[1]).get('search');
    const asked = new URLSearchParams(dependencyParams('last=600', 'service', search));
    expect(Object.fromEntries(asked)).toEqual({
      last: '600',
      by: 'service',
      service: 'a.shop,b.shop',
      q: 'duration > 1s',
      of: 'search',
    });
  });

  it('is of all traces where nothing is looked for', () => {
    expect(dependenciesHref({ ...NO_SEARCH, limit: 20 })).toBe('/traces/dependencies');
    expect(dependencyParams('last=600', 'workload', null)).toBe('last=600&by=workload');
  });
});
