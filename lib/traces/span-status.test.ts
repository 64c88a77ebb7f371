import { describe, expect, it } from 'vitest';
import type { Attributes } from './model/span';
import { spanFailed, spanOutcome } from './span-status';

const of = (attributes: Attributes, status: 'unset' | 'ok' | 'error' = 'unset') =>
  spanOutcome({ attributes, status });

describe('spanOutcome', () => {
  it.each([
    [{ 'http.status_code': '200', response_flags: '-' }, '200', false],
    [{ 'http.response.status_code': 404 }, '404', false],
    [{ 'http.status_code': '503', response_flags: 'UF,URX' }, '503 UF URX', true],
    [{ 'http.status_code': '0', response_flags: 'DC' }, 'no answer DC', true],
    [{ 'http.status_code': '200', 'grpc.status_code': '14' }, '200 gRPC 14', true],
    [{ 'rpc.grpc.status_code': 0 }, '', false],
    [{}, '', false],
  ])('reads %j', (attributes: Attributes, text, failed) => {
    expect(of(attributes)).toMatchObject({ text, failed });
  });

  it('says what the flags mean', () => {
    expect(of({ response_flags: 'UO' }).meaning).toContain('circuit breaker');
  });

  it('says at least that it failed', () => {
    expect(of({}, 'error')).toMatchObject({ text: 'error', failed: true });
  });
});

describe('spanFailed', () => {
  it('believes a status, else the codes', () => {
    const grpc = { 'http.status_code': '200', 'grpc.status_code': '14' };
    expect(spanFailed({ attributes: grpc, status: 'unset' })).toBe(true);
    expect(spanFailed({ attributes: grpc, status: 'ok' })).toBe(false);
    expect(spanFailed({ attributes: {}, status: 'error' })).toBe(true);
    expect(spanFailed({ attributes: { 'http.status_code': '404' }, status: 'unset' })).toBe(false);
  });
});
