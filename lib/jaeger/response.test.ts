import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { spansOf } from '@/lib/traces/model/read-row';
import type { Span } from '@/lib/traces/model/span';
import { readOperationsV1, readServicesV1, readTracesV1 } from './response-v1';
import { readServicesV3, readTracesV3 } from './response-v3';
import { sampleSpans } from './sample-trace';

const captured = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`captured/jaeger-2.13-${name}.json`, import.meta.url), 'utf8'));
const bySpanId = (spans: readonly Span[]): Span[] =>
  [...spans].sort((a, b) => a.spanId.localeCompare(b.spanId));

const v1 = (span: object, trace: object = {}): Span | undefined =>
  readTracesV1({
    data: [
      {
        traceID: '1f',
        spans: [{ traceID: '1f', spanID: 'a', startTime: 1, duration: 1, processID: 'p1', ...span }],
        processes: { p1: { serviceName: 'web', tags: null } },
        ...trace,
      },
    ],
  }).flatMap((found) => [...spansOf(found)])[0];

const v3 = (span: object, resource: object = {}): Span | undefined =>
  readTracesV3({
    result: {
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'web' } }] },
          scopeSpans: [{ spans: [{ traceId: '1f', spanId: 'a', ...span }] }],
          ...resource,
        },
      ],
    },
  }).flatMap((found) => [...spansOf(found)])[0];

describe('captured answers of Jaeger 2.13', () => {
  it('give the same spans through both APIs', () => {
    const sent = bySpanId(sampleSpans(1_790_000_000_123_456));
    expect(bySpanId(readTracesV1(captured('trace-v1')).flatMap((found) => [...spansOf(found)]))).toEqual(
      sent,
    );
    expect(bySpanId(readTracesV3(captured('trace-v3')).flatMap((found) => [...spansOf(found)]))).toEqual(
      sent,
    );
  });
});

describe('API v1', () => {
  it('takes numbers that were sent as texts, and keeps integers that a double cannot hold', () => {
    const span = v1({
      startTime: '1790000000123456',
      duration: '15',
      tags: [
        { key: 'n', type: 'int64', value: '42' },
        { key: 'big', type: 'int64', value: '9223372036854775807' },
        { key: 'f', type: 'float64', value: '0.25' },
        { key: 'bytes', type: 'binary', value: 'AAEC' },
      ],
    });
    expect(span).toMatchObject({
      startNs: 1_790_000_000_123_456_000n,
      durationNs: 15_000,
      attributes: { n: 42, big: '9223372036854775807', f: 0.25, bytes: 'AAEC' },
    });
  });

  it('stands nulls and missing parts, and says what is missing', () => {
    const span = v1({
      tags: null,
      logs: null,
      references: null,
      warnings: null,
      processID: 'p9',
      duration: undefined,
      startTime: 'soon',
    });
    expect(span).toMatchObject({
      service: 'unknown service',
      startNs: 0n,
      durationNs: 0,
      events: [],
      links: [],
    });
    expect(span?.warnings).toHaveLength(3);
  });

  it('reads a process that lies in the span, as Elasticsearch documents have it', () => {
    expect(v1({ process: { serviceName: 'inline', tags: [] } }, { processes: null })?.service).toBe('inline');
  });

  it('takes the first CHILD_OF of the same trace as the parent, the rest as links', () => {
    const span = v1({
      references: [
        { refType: 'FOLLOWS_FROM', traceID: '1f', spanID: 'b' },
        { refType: 'CHILD_OF', traceID: '2f', spanID: 'c' },
        { refType: 'CHILD_OF', traceID: '1F', spanID: 'D' },
        { refType: 'CHILD_OF', traceID: '1f', spanID: 'e' },
      ],
    });
    expect(span?.parentSpanId).toBe('000000000000000d');
    expect(span?.links.map((link) => [link.kind, link.spanId.slice(-1)])).toEqual([
      ['follows-from', 'b'],
      ['link', 'c'],
      ['link', 'e'],
    ]);
  });

  it.each([
    [{ key: 'error', type: 'bool', value: true }, 'error'],
    [{ key: 'error', type: 'bool', value: false }, 'unset'],
    [{ key: 'error', type: 'string', value: 'true' }, 'error'],
    [{ key: 'error', type: 'string', value: 'false' }, 'unset'],
    [{ key: 'error', type: 'string', value: 'connection refused' }, 'error'],
    [{ key: 'otel.status_code', type: 'string', value: 'ERROR' }, 'error'],
  ])('reads the status from %j', (tag, status) => {
    expect(v1({ tags: [tag] })?.status).toBe(status);
  });

  it('drops the remark that clocks are not adjusted, keeps other warnings', () => {
    const told = [
      'clock skew adjustment disabled; not applying calculated delta of 1ms',
      'duplicate span IDs',
    ];
    expect(v1({ warnings: told })?.warnings).toEqual(['duplicate span IDs']);
  });

  it('treats __proto__ as any other key', () => {
    const span = v1({ tags: [{ key: '__proto__', type: 'string', value: 'x' }] });
    expect(Object.keys(span?.attributes ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(span?.attributes)).toBe(Object.prototype);
  });

  it('leaves out spans without an id, and says how many', () => {
    const traces = readTracesV1({ data: [{ traceID: '1f', spans: [{ spanID: 'not hex!' }, null, 7] }] });
    expect(traces).toMatchObject([
      { traceId: '000000000000001f', count: 0, warnings: ['3 spans without a valid id were left out.'] },
    ]);
  });

  it('reads lists of services and operations in every documented shape', () => {
    expect(readServicesV1({ data: null })).toEqual([]);
    expect(readServicesV1({ services: [] })).toBeNull();
    expect(readOperationsV1({ data: ['GET /', { name: 'POST /', spanKind: 'server' }, {}] })).toEqual([
      { name: 'GET /', kind: 'unspecified' },
      { name: 'POST /', kind: 'server' },
    ]);
  });

  it('answers nothing for bodies of another shape', () => {
    for (const body of [null, 7, 'x', [], {}, { data: {} }, { data: [7, null] }]) {
      expect(readTracesV1(body)).toEqual([]);
    }
  });
});

describe('API v3', () => {
  it('loses no nanosecond', () => {
    const span = v3({ startTimeUnixNano: '1790000000123456789', endTimeUnixNano: '1790000000123458290' });
    expect(span).toMatchObject({ startNs: 1_790_000_000_123_456_789n, durationNs: 1501 });
  });

  it('says how long before its start a span ended', () => {
    const span = v3({ startTimeUnixNano: '5000', endTimeUnixNano: '2000' });
    expect(span?.durationNs).toBe(0);
    expect(span?.warnings.join()).toContain('ends 3 µs before it starts');
  });

  it('reads ids in base64 as in hexadecimal', () => {
    const id = Buffer.from('7c31e0a94b5d2f807c31e0a94b5d2f80', 'hex').toString('base64');
    expect(v3({ traceId: id, spanId: 'AAAAAAAACgE=' })).toMatchObject({
      traceId: '7c31e0a94b5d2f807c31e0a94b5d2f80',
      spanId: '0000000000000a01',
    });
  });

  it('reads every kind of value', () => {
    const value = (key: string, of: object): object => ({ key, value: of });
    const span = v3({
      attributes: [
        value('i', { intValue: '42' }),
        value('big', { intValue: '9223372036854775807' }),
        value('nan', { doubleValue: 'NaN' }),
        value('list', { arrayValue: { values: [{ stringValue: 'a' }, { boolValue: true }] } }),
        value('map', { kvlistValue: { values: [{ key: 'k', value: { intValue: 1 } }] } }),
        value('bytes', { bytesValue: 'AAEC' }),
        value('nothing', {}),
      ],
    });
    expect(span?.attributes).toEqual({
      i: 42,
      big: '9223372036854775807',
      nan: 'NaN',
      list: ['a', true],
      map: { k: 1 },
      bytes: 'AAEC',
      nothing: null,
    });
  });

  it('stands values nested deeper than the stack would', () => {
    const deep = `${'{"arrayValue":{"values":['.repeat(5000)}{"stringValue":"x"}${']}}'.repeat(5000)}`;
    expect(v3({ attributes: [{ key: 'deep', value: JSON.parse(deep) }] })?.attributes.deep).toBeDefined();
  });

  it('groups concatenated traces, also from a streamed answer, and reads the older scope name', () => {
    const part = (traceId: string): object => ({
      result: {
        resourceSpans: [
          { instrumentationLibrarySpans: [{ spans: [{ traceId, spanId: 'a' }] }] },
          { scopeSpans: [{ spans: [{ traceId: '1f', spanId: 'b' }] }] },
        ],
      },
    });
    const traces = readTracesV3([part('1f'), part('2f')]);
    expect(traces.map((trace) => [trace.traceId.slice(-2), trace.count])).toEqual([
      ['1f', 3],
      ['2f', 1],
    ]);
    expect(traces[0]?.services[0]).toBe('unknown service');
  });

  it('takes Jaeger’s own warnings out of the attributes', () => {
    const values = [{ stringValue: 'odd' }];
    const span = v3({ attributes: [{ key: '@jaeger@warnings', value: { arrayValue: { values } } }] });
    expect(span?.attributes).toEqual({});
    expect(span?.warnings).toContain('odd');
  });

  it('answers nothing for bodies of another shape', () => {
    for (const body of [null, 7, 'x', [], {}, { result: [] }, { result: { resourceSpans: [7, null] } }]) {
      expect(readTracesV3(body)).toEqual([]);
    }
    expect(readServicesV3({})).toEqual([]);
    expect(readServicesV3({ data: [] })).toBeNull();
  });
});
