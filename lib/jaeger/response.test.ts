import { describe, expect, it } from 'vitest';
import { readOperationsV1, readServicesV1 } from './response-v1';
import { readOperationsV3, readServicesV3 } from './response-v3';

describe('API v1', () => {
  it('reads lists of services and operations in every documented shape', () => {
    expect(readServicesV1({ data: null })).toEqual([]);
    expect(readServicesV1({ services: [] })).toBeNull();
    expect(readOperationsV1({ data: ['GET /', { name: 'POST /', spanKind: 'server' }, {}] })).toEqual([
      { name: 'GET /', kind: 'unspecified' },
      { name: 'POST /', kind: 'server' },
    ]);
  });
});

describe('API v3', () => {
  it('reads lists of services and operations', () => {
    expect(readServicesV3({})).toEqual([]);
    expect(readServicesV3({ data: [] })).toBeNull();
    expect(readServicesV3({ services: ['a', 7] })).toEqual(['a']);
    expect(readOperationsV3({ operations: [{ name: 'GET /', spanKind: 'client' }, null] })).toEqual([
      { name: 'GET /', kind: 'client' },
    ]);
  });
});
