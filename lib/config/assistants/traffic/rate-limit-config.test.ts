import { describe, expect, it } from 'vitest';
import { limitIn, withLimits } from './rate-limit-config';

const FILE = `# numbers from the contract
domain: shop
descriptors:
  - key: PATH
    value: /login # slow
    rate_limit: {unit: MINUTE, requests_per_unit: 5}
  - key: tenant
    descriptors: [{key: user, rate_limit: {unit: hour, requests_per_unit: 9}}]
`;

describe('file of the rate limit service', () => {
  it('answers the limit of a descriptor', () => {
    expect(limitIn(FILE, 'PATH', '/login')).toEqual({ requests: 5, unit: 'minute' });
    expect(limitIn(FILE, 'PATH', '')).toBeNull();
  });

  it('changes one limit, adds another, and keeps the rest as typed', () => {
    const text = withLimits(FILE, 'shop', [
      { key: 'PATH', value: '/login', requests: 7, unit: 'minute' },
      { key: 'USER', value: '', requests: 1, unit: 'second' },
    ]);
    expect(text).toBe(
      `${FILE.replace('unit: MINUTE, requests_per_unit: 5', 'unit: minute, requests_per_unit: 7')}  - key: USER
    rate_limit:
      unit: second
      requests_per_unit: 1
`,
    );
  });

  it('leaves a file that says it already, and starts one', () => {
    expect(withLimits(FILE, 'shop', [{ key: 'PATH', value: '/login', requests: 5, unit: 'minute' }])).toBe(
      FILE,
    );
    expect(withLimits('', 'a', [])).toBe('domain: a\ndescriptors: []\n');
  });
});
