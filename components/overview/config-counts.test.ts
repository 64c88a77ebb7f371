import { describe, expect, it } from 'vitest';
import type { ConfigListEntry } from '@/lib/config/contract';
import { configCounts, findingText } from './config-counts';

function object(kind: string, name: string, errors = 0, warnings = 0): ConfigListEntry {
  return {
    id: { group: 'networking.istio.io', kind, namespace: 'shop', name },
    apiVersion: 'networking.istio.io/v1',
    status: { errors, warnings },
    summary: '',
    version: '1',
    origin: 'a.yaml',
    labels: {},
    manager: '',
  };
}

describe('configCounts', () => {
  it('counts objects by kind, most first, and findings over all', () => {
    const counts = configCounts({
      objects: [
        object('Gateway', 'a'),
        object('VirtualService', 'b', 0, 2),
        object('VirtualService', 'c', 1, 0),
      ],
      unreadable: [{ origin: 'broken.yaml', message: 'tab', line: 2 }],
    });
    expect(counts.kinds).toEqual([
      { kind: 'VirtualService', count: 2 },
      { kind: 'Gateway', count: 1 },
    ]);
    expect(counts).toMatchObject({ objects: 3, errors: 2, warnings: 2, unreadable: ['broken.yaml'] });
    expect(counts.found.map(({ id }) => id.name)).toEqual(['c', 'b']);
  });

  it('is all zero for an empty folder', () => {
    expect(configCounts({ objects: [], unreadable: [] })).toEqual({
      objects: 0,
      errors: 0,
      warnings: 0,
      kinds: [],
      found: [],
      unreadable: [],
    });
  });
});

describe('findingText', () => {
  it('names what there is', () => {
    expect(findingText({ errors: 1, warnings: 2 })).toBe('1 error, 2 warnings');
    expect(findingText({ errors: 0, warnings: 1 })).toBe('1 warning');
  });
});
