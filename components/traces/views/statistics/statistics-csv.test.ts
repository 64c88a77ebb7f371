import { describe, expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { selfTimes } from '@/lib/traces/self-time';
import { groupSpans } from '@/lib/traces/span-groups/group-spans';
import { groupLines } from './columns';
import { statisticsCsv } from './statistics-csv';

const TRACE = sampleTrace(
  { spanId: 'r', service: '=HYPERLINK("x")', name: 'a,b', durationUs: 100 },
  { spanId: 'a', parentSpanId: 'r', service: 'db', name: 'query', startUs: 10, durationUs: 30 },
);

describe('statisticsCsv', () => {
  it('writes times in microseconds, both levels, and no formula', () => {
    const groups = groupSpans(TRACE, selfTimes(TRACE), 'service', 'operation');
    const lines = statisticsCsv(groupLines(groups, 'value', false), ['service', 'operation']).split('\r\n');
    expect(lines[0]).toMatch(/^service,operation,spans,failed,total_us,average_us,shortest_us,p50_us/);
    expect(lines.slice(1, 5).map((line) => line.split(',').length)).toEqual([15, 16, 15, 15]);
    expect(lines).toContain('db,query,1,0,30,30,30,30,30,30,30,30,30,30,0.3');
    expect(lines[1]).toMatch(/^"'=HYPERLINK\(""x""\)",,1,0,100/);
    expect(lines[2]).toMatch(/^"'=HYPERLINK\(""x""\)","a,b",1/);
  });
});
