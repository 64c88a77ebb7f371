import { describe, expect, it } from 'vitest';
import type { UpstreamCall } from '@/lib/telemetry';
import { judgeSource } from './judge-source';

function call(outcome: UpstreamCall['outcome'], seconds = 0.1, detail: string | null = null): UpstreamCall {
  return { outcome, seconds, atMs: 1_700_000_000_000, detail };
}

describe('judgeSource', () => {
  it('knows nothing of a source that was never asked', () => {
    expect(judgeSource('jaeger', [])).toBeNull();
  });

  it('is ok when the last call was answered, whatever came before', () => {
    expect(judgeSource('prometheus', [call('source-unreachable'), call('ok')])).toEqual({
      source: 'prometheus',
      state: 'ok',
      reason: null,
      latencyMs: 100,
      checkedAtSeconds: 1_700_000_000,
    });
  });

  it('is down with the reason when the last call failed', () => {
    const calls = [call('ok'), call('source-unreachable', 0.01, 'Prometheus at http://p refused.')];
    expect(judgeSource('prometheus', calls)).toMatchObject({
      state: 'down',
      reason: 'Prometheus at http://p refused.',
      latencyMs: 100,
    });
  });

  it('is partial when it said that something is missing', () => {
    expect(judgeSource('prometheus', [call('partial', 0.1, 'a store is down')])).toMatchObject({
      state: 'partial',
      reason: 'a store is down',
    });
  });

  it('is slow when most calls take long, not after a single one', () => {
    expect(judgeSource('jaeger', [call('ok'), call('ok'), call('ok', 9)])).toMatchObject({ state: 'ok' });
    expect(judgeSource('jaeger', [call('ok', 4), call('ok', 5), call('ok', 0.1)])).toMatchObject({
      state: 'slow',
    });
  });

  it('is not down because of one refused query, but is when it refuses everything', () => {
    expect(judgeSource('prometheus', [call('ok'), call('source-rejected')])).toMatchObject({
      state: 'partial',
    });
    expect(judgeSource('prometheus', [call('source-rejected'), call('source-rejected')])).toMatchObject({
      state: 'down',
    });
  });

  it('takes an answer that nobody likes for an answer', () => {
    for (const outcome of ['not-found', 'conflict', 'invalid-object', 'read-only', 'too-large'] as const) {
      expect(judgeSource('manifests', [call(outcome)])).toMatchObject({ state: 'ok' });
    }
  });
});
