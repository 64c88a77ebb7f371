import { describe, expect, it } from 'vitest';
import { RequestTally, TcpTally } from '@/lib/metrics/tally';
import { evaluateHealth } from './evaluate';

/** Requests per second by code, flag after a colon. */
function health(rates: Readonly<Record<string, number>>) {
  const tally = new RequestTally();
  for (const [key, rate] of Object.entries(rates)) {
    const [code = '', flags = '-'] = key.split(':');
    tally.add('http', { code, grpcStatus: null, flags }, null, rate);
  }
  return evaluateHealth({ requests: tally.traffic(), tcp: null });
}

describe('evaluateHealth', () => {
  it('is idle without requests and bytes', () => {
    expect(health({})).toEqual({ kind: 'idle' });
    expect(evaluateHealth({ requests: null, tcp: new TcpTally().traffic() })).toEqual({ kind: 'idle' });
  });

  it('is healthy without failures, and where bytes flow', () => {
    expect(health({ 200: 1, 301: 1 })).toEqual({ kind: 'healthy' });
    const tcp = new TcpTally();
    tcp.add('received', 1);
    expect(evaluateHealth({ requests: null, tcp: tcp.traffic() })).toEqual({ kind: 'healthy' });
  });

  it('is degraded from the first failure on, with the figure in words', () => {
    expect(health({ 200: 999, 503: 1 })).toEqual({
      kind: 'degraded',
      reasons: ['0.1 % of requests fail: 5xx (degraded from the first failure on)'],
    });
  });

  it('is failing from 10 %, added over the kinds of failure', () => {
    expect(health({ 200: 90, 500: 6, '0:DC': 4 })).toEqual({
      kind: 'failing',
      reasons: ['10 % of requests fail: 5xx 6 %, no response 4 % (failing from 10 %)'],
    });
  });

  it('judges 4xx by their own, more lenient limits', () => {
    expect(health({ 200: 95, 404: 5 }).kind).toBe('healthy');
    expect(health({ 200: 85, 404: 15 }).kind).toBe('degraded');
    expect(health({ 200: 75, 404: 25 }).kind).toBe('failing');
  });

  it('blames nobody for injected failures', () => {
    expect(health({ 200: 50, '500:FI': 50 })).toEqual({ kind: 'healthy' });
    expect(health({ '500:FI': 50 })).toEqual({ kind: 'healthy' });
  });
});
