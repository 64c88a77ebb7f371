import { describe, expect, it } from 'vitest';
import { warningsOf } from './read-row';
import { type SamplePart, sampleId, sampleTrace, sampleTraceWith } from './sample-trace';
import { hostOf } from './skew';
import { rowOf } from './span-ids';
import { CLOCK_ADJUSTED, type Trace } from './trace';

const on = (host: string | null, part: SamplePart): SamplePart => ({
  ...part,
  service: host ?? 'nobody',
  resource: host === null ? { unnamed: part.spanId } : { 'host.name': host },
});
const parent = on('a', { spanId: 'parent', startUs: 100, durationUs: 100 });
const child = (host: string | null, startUs: number, durationUs: number): SamplePart =>
  on(host, { spanId: 'child', parentSpanId: 'parent', startUs, durationUs });

/** What was added to the start of each span, µs. */
const skew = (trace: Trace, word: string): number =>
  (trace.skewNs?.[rowOf(trace, sampleId(word)) ?? -1] ?? 0) / 1000;

describe('hostOf', () => {
  it.each([
    [{ 'host.id': 'i', 'host.ip': '10.0.0.1', 'host.name': 'n' }, 'host.id=i'],
    [{ 'host.ip': ['10.0.0.1', '10.0.0.2'], 'host.name': 'n' }, 'host.ip=10.0.0.1'],
    [{ 'host.name': 'n', ip: '10.0.0.1' }, 'host.name=n'],
    [{ ip: '10.0.0.1' }, 'ip=10.0.0.1'],
    [{ 'host.id': '', 'host.ip': [] }, ''],
    [{}, ''],
  ])('of %j is “%s”', (resource, host) => {
    expect(hostOf(resource)).toBe(host);
  });
});

describe('clock skew, as Jaeger adjusts it', () => {
  it.each<[string, SamplePart, number]>([
    ['leaves a child of the same host alone, however odd', child('a', 10, 20), 0],
    ['leaves a child that fits alone', child('b', 120, 50), 0],
    ['leaves a child alone that fills its parent exactly', child('b', 100, 100), 0],
    ['centres a child that starts early', child('b', 50, 50), 75],
    ['centres a child that ends late', child('b', 180, 50), -55],
    ['centres a child that lies wholly before', child('b', 10, 20), 130],
    ['centres a child that lies wholly after', child('b', 500, 20), -360],
    ['keeps a longer child from starting early', child('b', 50, 500), 50],
    ['leaves a longer child that starts later alone', child('b', 150, 500), 0],
    ['adjusts a child of no known host', child(null, 50, 50), 75],
    ['halves an odd latency downwards', child('b', 50, 49.999), 75],
  ])('%s', (_, part, expected) => {
    const trace = sampleTrace(parent, part);
    expect(skew(trace, 'child')).toBe(expected);
    expect(trace.clocksAdjusted).toBe(expected !== 0);
    const row = rowOf(trace, sampleId('child')) ?? -1;
    expect(((trace.flags[row] ?? 0) & CLOCK_ADJUSTED) !== 0).toBe(expected !== 0);
    expect(warningsOf(trace, row).join().includes('clock is taken to be off')).toBe(expected !== 0);
  });

  it('moves all of one host below the child, with their events', () => {
    const trace = sampleTrace(
      parent,
      child('b', 50, 50),
      on('b', {
        spanId: 'below',
        parentSpanId: 'child',
        startUs: 60,
        durationUs: 10,
        events: [{ timeNs: 1_000_065_000n, name: 'e', attributes: {} }],
      }),
    );
    expect(skew(trace, 'below')).toBe(75);
    const event = (trace.events.timeNs[0] ?? 0) - (trace.startNs[2] ?? 0);
    expect(event).toBe(5000);
  });

  it('compares with the parent as it was adjusted', () => {
    const trace = sampleTrace(
      parent,
      child('b', 50, 50),
      on('c', { spanId: 'below', parentSpanId: 'child', startUs: 60, durationUs: 10 }),
    );
    // The child now lies at 125–175.
    expect(skew(trace, 'below')).toBe(125 + 20 - 60);
  });

  it('knows a host again after a change of hosts', () => {
    const trace = sampleTrace(
      parent,
      child('b', 50, 50),
      on('a', { spanId: 'below', parentSpanId: 'child', startUs: 130, durationUs: 10 }),
    );
    expect(skew(trace, 'below')).toBe(0);
  });

  it('leaves a circle, a duplicate and an orphan where they are', () => {
    const trace = sampleTrace(
      on('a', { spanId: 'p', parentSpanId: 'gone', startUs: 100 }),
      on('b', { spanId: 'q', startUs: 10 }),
      on('b', { spanId: 'q', startUs: 10 }),
      on('c', { spanId: 's', parentSpanId: 's', startUs: 1 }),
    );
    expect(trace.skewNs).toBeNull();
  });

  it('puts siblings in the order of their adjusted starts, and the earliest at 0', () => {
    const trace = sampleTrace(
      { ...parent, startUs: 100 },
      on('a', { spanId: 'early', parentSpanId: 'parent', startUs: 110, durationUs: 5 }),
      child('b', 0, 20),
    );
    expect(rowOf(trace, sampleId('early'))).toBe(1);
    expect(trace.startNs[0]).toBe(0);
    expect(trace.baseNs).toBe(1_000_100_000n);
  });

  it('can be switched off', () => {
    const trace = sampleTraceWith({ adjustClocks: false }, parent, child('b', 50, 50));
    expect(trace.skewNs).toBeNull();
    expect(trace.clocksAdjusted).toBe(false);
  });
});

describe('where no clock is off', () => {
  it('leaves the spans of one process alone that names no host', () => {
    const trace = sampleTrace(
      { spanId: 'parent', startUs: 100 },
      { spanId: 'child', parentSpanId: 'parent', startUs: 300, durationUs: 20 },
    );
    expect(trace.skewNs).toBeNull();
  });

  it('lets work that nobody waits for start when it likes, but not before what caused it', () => {
    const job = (startUs: number): Trace =>
      sampleTrace({ ...parent, kind: 'producer' }, { ...child('b', startUs, 10), kind: 'consumer' });
    expect(job(500).skewNs).toBeNull();
    expect(skew(job(60), 'child')).toBe(40);
  });
});
