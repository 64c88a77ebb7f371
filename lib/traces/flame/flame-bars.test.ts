import { describe, expect, it } from 'vitest';
import { randomTrace } from '@/lib/traces/model/sample-trace';
import { selfTimes } from '@/lib/traces/self-time';
import { flameBars } from './flame-bars';

describe('flameBars', () => {
  it('names its bars by self time, the most first and equal ones from left to right, for both kinds', () => {
    const trace = randomTrace(2_000, 11);
    for (const kind of ['merged', 'clock'] as const) {
      const bars = flameBars(trace, selfTimes(trace), kind);
      const expected = Array.from({ length: bars.count }, (_, bar) => bar).sort(
        (a, b) => (bars.selfNs[b] ?? 0) - (bars.selfNs[a] ?? 0) || a - b,
      );
      expect([...bars.bySelf]).toEqual(expected);
    }
  });
});
