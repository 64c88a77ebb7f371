import { describe, expect, it } from 'vitest';
import { criticalPath } from './critical-path';
import { randomTrace, sampleTrace } from './model/sample-trace';
import { ASYNCHRONOUS, childRows, endNs, hasFlag } from './model/trace';
import { selfTimes } from './self-time';
import { operationStatistics, serviceStatistics } from './statistics';

describe('selfTimes', () => {
  it('takes off the union of the children, within the span', () => {
    const trace = sampleTrace(
      { spanId: 'root', startUs: 10, durationUs: 100 },
      { spanId: 'a', parentSpanId: 'root', startUs: 20, durationUs: 30 },
      { spanId: 'b', parentSpanId: 'root', startUs: 40, durationUs: 20 },
      { spanId: 'c', parentSpanId: 'root', startUs: 100, durationUs: 500 },
    );
    expect([...selfTimes(trace)]).toEqual([50_000, 30_000, 20_000, 500_000]);
  });

  it('does not take off what the span does not wait for', () => {
    const trace = sampleTrace(
      { spanId: 'root', kind: 'producer' },
      { spanId: 'a', parentSpanId: 'root', kind: 'consumer', startUs: 20, durationUs: 30 },
    );
    expect(selfTimes(trace)[0]).toBe(100_000);
  });

  it('equals counting microsecond by microsecond (seeds 1–40)', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const trace = randomTrace(12, seed);
      const self = selfTimes(trace);
      for (let row = 0; row < trace.count; row += 1) {
        const points = [trace.startNs[row] ?? 0, endNs(trace, row)];
        const kids = [...childRows(trace, row)].filter((child) => !hasFlag(trace, child, ASYNCHRONOUS));
        for (const child of kids) points.push(trace.startNs[child] ?? 0, endNs(trace, child));
        const inside = points
          .map((point) => Math.min(Math.max(point, trace.startNs[row] ?? 0), endNs(trace, row)))
          .sort((a, b) => a - b);
        let free = 0;
        for (let index = 1; index < inside.length; index += 1) {
          const middle = ((inside[index - 1] ?? 0) + (inside[index] ?? 0)) / 2;
          const covered = kids.some(
            (child) => (trace.startNs[child] ?? 0) <= middle && endNs(trace, child) >= middle,
          );
          if (!covered) free += (inside[index] ?? 0) - (inside[index - 1] ?? 0);
        }
        expect(self[row], `seed ${seed}, row ${row}`).toBe(free);
      }
    }
  });
});

describe('serviceStatistics', () => {
  it('sums spans, failures, self time and critical time per service', () => {
    const trace = sampleTrace(
      { spanId: 'root', durationUs: 100 },
      { spanId: 'a', parentSpanId: 'root', startUs: 10, durationUs: 80, service: 'db', status: 'error' },
      { spanId: 'b', parentSpanId: 'a', startUs: 20, durationUs: 10, service: 'web' },
    );
    expect(serviceStatistics(trace, selfTimes(trace), criticalPath(trace))).toEqual([
      { service: 1, name: 'db', spans: 1, failed: 1, selfNs: 70_000, criticalNs: 70_000 },
      { service: 0, name: 'web', spans: 2, failed: 0, selfNs: 30_000, criticalNs: 30_000 },
    ]);
  });
});

describe('operationStatistics', () => {
  it('divides a service by the names of its spans', () => {
    const trace = sampleTrace(
      { spanId: 'root', durationUs: 100, name: 'GET /' },
      { spanId: 'a', parentSpanId: 'root', startUs: 10, durationUs: 60, name: 'read' },
      { spanId: 'b', parentSpanId: 'root', startUs: 80, durationUs: 10, name: 'read', status: 'error' },
    );
    expect(operationStatistics(trace, selfTimes(trace), criticalPath(trace))).toMatchObject([
      { name: 'web', operationName: 'read', spans: 2, failed: 1, criticalNs: 70_000, selfNs: 70_000 },
      { name: 'web', operationName: 'GET /', spans: 1, failed: 0, criticalNs: 30_000, selfNs: 30_000 },
    ]);
  });
});
