import { describe, expect, it } from 'vitest';
import type { ConnectionReport } from '@/lib/insight/connection-check/contract';
import { readCheckArguments } from './arguments';
import { humanReport, statusOf } from './human';

const report: ConnectionReport = {
  window: { fromSeconds: 0, toSeconds: 600 },
  checks: [
    {
      id: 'prometheus.reachable',
      source: 'prometheus',
      title: 'Answers a query',
      verdict: 'good',
      found: 'Prometheus answers.',
      mend: null,
    },
  ],
  hasTraffic: true,
  emptyBecause: [],
};

describe('periplus check', () => {
  it('reads its words, and refuses what it does not know', () => {
    expect(readCheckArguments(['-o', 'json', '--namespaces', 'a,b'])).toEqual({
      kind: 'check',
      output: 'json',
      lastSeconds: 600,
      namespaces: ['a', 'b'],
    });
    for (const words of [['--last', 'x'], ['-o', 'xml'], ['--odd'], ['path']]) {
      expect(readCheckArguments(words).kind).toBe('usage');
    }
  });

  it('is well only with traffic and without warnings', () => {
    expect(statusOf(report)).toBe(0);
    expect(statusOf({ ...report, hasTraffic: false })).toBe(1);
    const checks = report.checks.map((check) => ({ ...check, verdict: 'warning' as const }));
    expect(statusOf({ ...report, checks })).toBe(1);
  });

  it('writes what was found and why the graph is empty', () => {
    const emptyBecause = [{ id: 'idle', reason: 'Nobody called.', mend: 'Call.' }];
    const text = humanReport({ ...report, hasTraffic: false, emptyBecause });
    expect(text).toContain('ok    Answers a query: Prometheus answers.');
    expect(text).toContain('  - Nobody called.\n    Call.');
  });
});
