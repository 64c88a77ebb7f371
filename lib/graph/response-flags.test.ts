import { describe, expect, it } from 'vitest';
import { endInWords, flagDetails } from './response-flags';

describe('endInWords', () => {
  it('lets the flag speak before the code', () => {
    expect(endInWords({ code: '503', grpcStatus: null, flags: 'UO' })).toBe('circuit breaker open');
    expect(endInWords({ code: '503', grpcStatus: null, flags: 'UF,URX' })).toBe(
      'connection failed, gave up after retries',
    );
  });

  it('says what gRPC says when HTTP went well', () => {
    expect(endInWords({ code: '200', grpcStatus: '14', flags: '-' })).toBe('gRPC: unavailable');
    expect(endInWords({ code: '200', grpcStatus: '0', flags: '-' })).toBe('answered');
  });

  it('tells no response from an answer', () => {
    expect(endInWords({ code: '0', grpcStatus: null, flags: '-' })).toBe('no response');
    expect(endInWords({ code: '', grpcStatus: null, flags: '-' })).toBe('not told how it ended');
  });

  it('keeps a flag that is not in the glossary as it is', () => {
    expect(endInWords({ code: '500', grpcStatus: null, flags: 'XYZ' })).toBe('XYZ');
    expect(flagDetails('XYZ')).toContain('not known');
    expect(flagDetails('-')).toBe('');
  });
});
