import { describe, expect, it } from 'vitest';
import { randomTrace, sampleTrace } from '@/lib/traces/model/sample-trace';
import { selfTimes } from '@/lib/traces/self-time';
import { parseConditions, rowTest, writeConditions } from './conditions';
import { groupKeyOf, groupKeysOf } from './group-key';
import { groupSpans } from './group-spans';

const TRACE = sampleTrace(
  { spanId: 'r', service: 'web', name: 'GET /', durationUs: 100, resource: { pod: 'web-1' } },
  {
    spanId: 'a',
    parentSpanId: 'r',
    service: 'db',
    name: 'query',
    startUs: 0,
    durationUs: 10,
    attributes: { 'db.system': 'redis' },
  },
  {
    spanId: 'b',
    parentSpanId: 'r',
    service: 'db',
    name: 'query',
    startUs: 20,
    durationUs: 30,
    status: 'error',
    attributes: { 'db.system': 'mysql' },
  },
  {
    spanId: 'c',
    parentSpanId: 'r',
    service: 'db',
    name: 'connect',
    startUs: 60,
    durationUs: 20,
    attributes: { 'db.system': 'mysql', port: 1 },
  },
  {
    spanId: 'd',
    parentSpanId: 'c',
    service: 'db',
    name: 'dial',
    startUs: 65,
    durationUs: 5,
    attributes: { port: '1' },
  },
);
const SELF = selfTimes(TRACE);

describe('groupSpans', () => {
  it('sums and ranks the durations and self times of each service', () => {
    const [db, web] = groupSpans(TRACE, SELF, 'service');
    expect(db).toMatchObject({
      value: 'db',
      spans: 4,
      failed: 1,
      totalNs: 65_000,
      averageNs: 16_250,
      shortestNs: 5_000,
      p50Ns: 10_000,
      p95Ns: 30_000,
      longestNs: 30_000,
      selfTotalNs: 60_000,
      selfAverageNs: 15_000,
      selfShortestNs: 5_000,
      selfLongestNs: 30_000,
      selfShare: 0.6,
      row: 2,
      groups: [],
    });
    expect(web).toMatchObject({ value: 'web', selfTotalNs: 40_000, selfShare: 0.4 });
  });

  it('keeps spans without the attribute as a group of their own', () => {
    const groups = groupSpans(TRACE, SELF, 'attribute:db.system').map(({ value, spans }) => [value, spans]);
    expect(groups).toEqual([
      [null, 2],
      ['mysql', 2],
      ['redis', 1],
    ]);
  });

  it('divides each group by a second key', () => {
    const db = groupSpans(TRACE, SELF, 'service', 'operation').find(({ value }) => value === 'db');
    expect(db?.groups.map(({ value, spans, selfTotalNs }) => [value, spans, selfTotalNs])).toEqual([
      ['query', 2, 40_000],
      ['connect', 1, 15_000],
      ['dial', 1, 5_000],
    ]);
  });

  it('takes the number 1 and the text "1" for the same value', () => {
    expect(groupSpans(TRACE, SELF, 'attribute:port').map(({ value, spans }) => [value, spans])).toEqual([
      [null, 3],
      ['1', 2],
    ]);
  });

  it('counts every span once, and all of the self time, on random traces', () => {
    const trace = randomTrace(3_000, 11);
    const self = selfTimes(trace);
    const groups = groupSpans(trace, self, 'service', 'kind');
    const inner = groups.flatMap(({ groups: own }) => own);
    for (const list of [groups, inner]) {
      expect(list.reduce((sum, { spans }) => sum + spans, 0)).toBe(trace.count);
      expect(list.reduce((sum, { selfTotalNs }) => sum + selfTotalNs, 0)).toBe(
        self.reduce((sum, own) => sum + own, 0),
      );
    }
  });
});

describe('keys', () => {
  it('are fields, then the attributes of spans and of resources', () => {
    expect(groupKeysOf(TRACE)).toEqual([
      'service',
      'operation',
      'kind',
      'status',
      'attribute:db.system',
      'attribute:port',
      'resource:pod',
    ]);
  });

  it('are read from an address, and nothing else is', () => {
    expect(['kind', 'attribute:a', 'resource:b', 'attribute:', 'size'].map(groupKeyOf)).toEqual([
      'kind',
      'attribute:a',
      'resource:b',
      null,
      null,
    ]);
  });
});

describe('conditions', () => {
  const rows = (text: string): number[] => {
    const test = rowTest(TRACE, parseConditions(text));
    return Array.from({ length: TRACE.count }, (_, row) => row).filter(test);
  };

  it('come back from an address as they were written', () => {
    const conditions = [
      { key: 'attribute:a=b&c', value: 'x&y=!z%' },
      { key: 'resource:pod', value: null },
    ] as const;
    expect(parseConditions(writeConditions(conditions))).toEqual(conditions);
  });

  it('find the spans of a group, and those without the attribute', () => {
    expect(rows('service=db&operation=query')).toEqual([1, 2]);
    expect(rows('!attribute%3Adb.system')).toEqual([0, 4]);
    expect(rows('resource%3Apod=web-1')).toEqual([0]);
    expect(rows('attribute%3Aport=1')).toEqual([3, 4]);
    expect(rows('attribute%3Anobody=1')).toEqual([]);
  });

  it('leave out what cannot be read', () => {
    expect(parseConditions('nonsense&size=3&%E0%A4=1&service=web')).toEqual([
      { key: 'service', value: 'web' },
    ]);
  });
});
