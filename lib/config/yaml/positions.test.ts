import { describe, expect, it } from 'vitest';
import { positionsOf } from './positions';

const TEXT = `# comment
kind: VirtualService
spec:
  hosts: [reviews, 'ratings']
  http:
  - match:
    - uri:
        exact: "/a"
    timeout:
  - route: &r
    - weight: 80
`;

describe('positionsOf', () => {
  const positions = positionsOf(TEXT);
  const value = (...path: (string | number)[]) => {
    const range = positions.at(path);
    return range === null ? null : TEXT.slice(range.valueFrom, range.valueTo);
  };
  const key = (...path: (string | number)[]) => {
    const range = positions.at(path);
    return range === null ? null : TEXT.slice(range.keyFrom, range.keyTo);
  };

  it('finds values by path', () => {
    expect(value('kind')).toBe('VirtualService');
    expect(value('spec', 'hosts', 1)).toBe('ratings');
    expect(value('spec', 'http', 0, 'match', 0, 'uri', 'exact')).toBe('/a');
    expect(value('spec', 'http', 1, 'route', 0, 'weight')).toBe('80');
  });

  it('finds the name of a field, also of one without a value', () => {
    expect(key('spec', 'http')).toBe('http');
    expect(key('spec', 'http', 0, 'timeout')).toBe('timeout');
    expect(value('spec', 'http', 0, 'timeout')).toBe('');
  });

  it('tells the innermost field at an offset', () => {
    expect(positions.pathAt(TEXT.indexOf('80'))).toEqual(['spec', 'http', 1, 'route', 0, 'weight']);
    expect(positions.pathAt(TEXT.indexOf('hosts') + 1)).toEqual(['spec', 'hosts']);
    expect(positions.pathAt(0)).toEqual([]);
  });

  it('falls back to the nearest part that is there', () => {
    expect(positions.nearest(['spec', 'http', 0, 'fault', 'delay'])).toEqual(
      positions.at(['spec', 'http', 0]),
    );
    expect(positions.at(['spec', 'none'])).toBeNull();
  });
});
