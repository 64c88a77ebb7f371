import { describe, expect, it } from 'vitest';
import {
  asksNothing,
  firstService,
  NO_SEARCH,
  readSearch,
  searchParams,
  servicesInScope,
} from './search-state';

const values = {
  ...NO_SEARCH,
  service: ['a.b', 'c.b'],
  q: 'error and x = "y z"',
  min: '1.5s',
  max: ' ',
  traceMax: '9s',
  kind: 'server' as const,
  errors: true,
};

describe('the search in the URL', () => {
  it('leaves out what is empty or default, and is read back as it was', () => {
    const written = searchParams(values).toString();
    expect(written).toBe(
      'service=a.b%2Cc.b&q=error+and+x+%3D+%22y+z%22&min=1.5s&traceMax=9s&kind=server&errors=true',
    );
    expect(readSearch(written)).toEqual({ ...values, max: '' });
  });

  it('takes tags of links from elsewhere as a part of the expression', () => {
    expect(readSearch('service=a&tags=error%3Dtrue&q=duration+%3E+1s').q).toBe('error=true duration > 1s');
  });

  it('reads anything without failing', () => {
    expect(readSearch('kind=x&limit=9999999&errors=maybe')).toEqual(NO_SEARCH);
    expect(asksNothing({ ...NO_SEARCH, limit: 500 })).toBe(true);
    expect(asksNothing({ ...NO_SEARCH, errors: true })).toBe(false);
  });
});

describe('services', () => {
  it('begins at the gateway', () => {
    expect(firstService(['a.b', 'istio-ingressgateway.istio-system'])).toBe(
      'istio-ingressgateway.istio-system',
    );
    expect(firstService([])).toBeNull();
  });

  it('keeps those of the chosen namespaces, and those that do not tell', () => {
    expect(servicesInScope(['a.x', 'b.y', 'redis'], ['x'])).toEqual(['a.x', 'redis']);
    expect(servicesInScope(['a.x'], ['z'])).toEqual(['a.x']);
    expect(servicesInScope(['a.x'], null)).toEqual(['a.x']);
  });
});
