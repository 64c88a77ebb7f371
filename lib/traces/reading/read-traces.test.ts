/** One table of every form that traces are read from, long on purpose: a quirk is told for each form beside the others. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampleSpans } from '@/lib/jaeger/sample-trace';
import { spansOf } from '@/lib/traces/model/read-row';
import type { Span } from '@/lib/traces/model/span';
import type { Trace } from '@/lib/traces/model/trace';
import { readColumns, readTraces } from './read-traces';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (value: unknown): Trace[] => readTraces(bytesOf(JSON.stringify(value)));
const captured = (name: string): Uint8Array =>
  readFileSync(new URL(`../../jaeger/captured/jaeger-2.13-${name}.json`, import.meta.url));
const objects = (traces: readonly Trace[]): Span[] =>
  traces.flatMap((trace) => [...spansOf(trace)]).sort((a, b) => a.spanId.localeCompare(b.spanId));

const v1 = (span: object, trace: object = {}): Span | undefined =>
  objects(
    read({
      data: [
        {
          traceID: '1f',
          spans: [{ traceID: '1f', spanID: 'a', startTime: 1, duration: 1, processID: 'p1', ...span }],
          processes: { p1: { serviceName: 'web', tags: null } },
          ...trace,
        },
      ],
    }),
  )[0];

const v3 = (span: object, resource: object = {}): Span | undefined =>
  objects(
    read({
      result: {
        resourceSpans: [
          {
            resource: { attributes: [{ key: 'service.name', value: { stringValue: 'web' } }] },
            scopeSpans: [{ spans: [{ traceId: '1f', spanId: 'a', ...span }] }],
            ...resource,
          },
        ],
      },
    }),
  )[0];

describe('captured answers of Jaeger 2.13', () => {
  it('give the same spans through both APIs', () => {
    const sent = objects([]).concat(sampleSpans(1_790_000_000_123_456));
    expect(objects(readTraces(captured('trace-v1')))).toEqual(sent);
    expect(objects(readTraces(captured('trace-v3')))).toEqual(sent);
  });
});

describe('Jaeger JSON', () => {
  it('takes numbers that were sent as texts, and keeps integers that a double cannot hold', () => {
    const span = v1({
      startTime: '1790000000123456',
      duration: '15',
      tags: [
        { key: 'n', type: 'int64', value: '42' },
        { value: '43', type: 'int64', key: 'turned' },
        { key: 'big', type: 'int64', value: '9223372036854775807' },
        { key: 'bigNumber', type: 'int64', value: 1e300 },
        { key: 'f', type: 'float64', value: '0.25' },
        { key: 'e', type: 'float64', value: 1e-7 },
        { key: 'yes', type: 'bool', value: 'true' },
        { key: 'bytes', type: 'binary', value: 'AAEC' },
        { key: 'text', type: 'string', value: '42' },
        { key: 'untyped', value: '42' },
        { key: 'escaped', type: 'string', value: 'a"b\\c\n\u00e9' },
        { key: 'nothing', type: 'string' },
      ],
    });
    expect(span).toMatchObject({ startNs: 1_790_000_000_123_456_000n, durationNs: 15_000 });
    expect(span?.attributes).toEqual({
      n: 42,
      turned: 43,
      big: '9223372036854775807',
      bigNumber: 1e300,
      f: 0.25,
      e: 1e-7,
      yes: true,
      bytes: 'AAEC',
      text: '42',
      untyped: '42',
      escaped: 'a"b\\c\n\u00e9',
      nothing: null,
    });
  });

  it('gives one number to two spellings of a value', () => {
    const [trace] = readTraces(
      bytesOf(
        `{"data":[{"traceID":"1f","spans":[{"spanID":"a","traceID":"1f","tags":[
          {"key":"a","type":"string","value":"caf\\u00e9"},{"key":"b","type":"string","value":"café"},
          {"key":"c","type":"int64","value":10},{"key":"d","type":"float64","value":1e1}]}]}]}`,
      ),
    );
    const values = [...(trace?.attributes.value ?? [])];
    expect(values[0]).toBe(values[1]);
    expect(values[2]).toBe(values[3]);
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
    expect(span?.warnings.join('\n')).toMatch(/no start.*no duration.*|which service/s);
  });

  it('reads keys in any order, processes before spans, and ids from the trace', () => {
    const [span] = objects(
      read({
        data: [
          {
            processes: {
              p1: { tags: [{ key: 'ip', type: 'string', value: '10.0.0.1' }], serviceName: 'web' },
            },
            spans: [{ tags: [{ key: 'k', value: 1 }], spanID: 'B', processID: 'p1' }],
            traceID: '1F',
          },
        ],
      }),
    );
    expect(span).toMatchObject({
      traceId: '000000000000001f',
      spanId: '000000000000000b',
      service: 'web',
      attributes: { k: 1 },
      resource: { ip: '10.0.0.1', 'service.name': 'web' },
    });
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
    expect(span?.links.map((link) => [link.kind, link.traceId.slice(-2), link.spanId.slice(-1)])).toEqual([
      ['follows-from', '1f', 'b'],
      ['link', '2f', 'c'],
      ['link', '1f', 'e'],
    ]);
  });

  it('reads the parent of the oldest servers', () => {
    expect(v1({ parentSpanID: 'b' })?.parentSpanId).toBe('000000000000000b');
    expect(v1({ parentSpanID: '0' })?.parentSpanId).toBeNull();
  });

  it.each([
    [{ key: 'error', type: 'bool', value: true }, 'error', {}],
    [{ key: 'error', type: 'bool', value: false }, 'unset', {}],
    [{ key: 'error', type: 'string', value: 'true' }, 'error', { error: 'true' }],
    [{ key: 'error', type: 'string', value: 'false' }, 'unset', { error: 'false' }],
    [{ key: 'error', type: 'string', value: 'refused' }, 'error', { error: 'refused' }],
    [{ key: 'otel.status_code', type: 'string', value: 'ERROR' }, 'error', {}],
  ])('reads the status from %j', (tag, status, attributes) => {
    expect(v1({ tags: [tag] })).toMatchObject({ status, attributes });
  });

  it('names an event by its field “event”, else by its message', () => {
    const field = (key: string, value: string): object => ({ key, type: 'string', value });
    const span = v1({
      logs: [
        { timestamp: 5, fields: [field('a', 'b'), field('event', 'retry'), field('c', 'd')] },
        { timestamp: 6, fields: [field('message', 'hello')] },
        { timestamp: '7', fields: [] },
      ],
    });
    expect(span?.events).toEqual([
      { timeNs: 5000n, name: 'retry', attributes: { a: 'b', c: 'd' } },
      { timeNs: 6000n, name: 'hello', attributes: { message: 'hello' } },
      { timeNs: 7000n, name: 'log', attributes: {} },
    ]);
  });

  it('drops the remark that clocks are not adjusted, keeps other warnings, and says what was sent twice', () => {
    const warnings = [
      'clock skew adjustment disabled; not applying calculated delta of 1ms',
      'duplicate span IDs',
    ];
    const tags = [
      { key: 'a', value: 1 },
      { key: 'a', value: 2 },
    ];
    const span = v1({ warnings, tags });
    expect(span?.warnings).toEqual([
      'duplicate span IDs',
      'The attribute a was sent more than once; the last value is kept.',
    ]);
    expect(span?.attributes).toEqual({ a: 2 });
  });

  it('treats __proto__ and constructor as any other key', () => {
    const tag = (key: string): object => ({ key, type: 'string', value: 'x' });
    const span = v1({ tags: [tag('__proto__'), tag('constructor')] });
    expect(Object.keys(span?.attributes ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(span?.attributes)).toBe(Object.prototype);
  });

  it('leaves out spans without an id with all they have, and says how many', () => {
    const log = { timestamp: 1, fields: [{ key: 'event', type: 'string', value: 'x' }] };
    const tags = [{ key: 'k', value: 'v' }];
    const [trace] = read({
      data: [
        {
          traceID: '1f',
          spans: [
            { spanID: 'not hex!', tags, logs: [log] },
            null,
            7,
            { spanID: '0', tags, references: [{ refType: 'CHILD_OF', spanID: 'x' }] },
            { spanID: 'a', processID: 'p', logs: [log] },
          ],
        },
      ],
    });
    expect(trace).toMatchObject({ count: 1, warnings: ['4 spans without a valid id were left out.'] });
    expect(objects(trace === undefined ? [] : [trace])[0]).toMatchObject({
      attributes: {},
      events: [{ name: 'x' }],
    });
    expect(read({ data: [{ spans: [{ spanID: 'a' }] }] })).toEqual([]);
    expect(readColumns(bytesOf('{"data":[{"spans":[{"spanID":"a"}]}]}')).errors[0]).toContain(
      '1 span without',
    );
  });

  it('tells apart the traces of one file, and of one trace object', () => {
    const span = (traceID: string, spanID: string): object => ({ traceID, spanID, processID: 'p' });
    const processes = { p: { serviceName: 'web' } };
    const traces = read({
      data: [
        { traceID: '1f', spans: [span('1f', 'a'), span('2f', 'b'), span('1f', 'c')], processes },
        { traceID: '3f', spans: [span('3f', 'a')], processes },
      ],
    });
    expect(traces.map((trace) => [trace.traceId.slice(-2), trace.count, trace.services.join()])).toEqual([
      ['1f', 2, 'web'],
      ['2f', 1, 'web'],
      ['3f', 1, 'web'],
    ]);
  });

  it('reads traces without an envelope, alone and in a list', () => {
    const trace = { traceID: '1f', spans: [{ traceID: '1f', spanID: 'a' }], processes: {} };
    expect(read(trace)[0]?.count).toBe(1);
    expect(read([trace, { ...trace, traceID: '2f', spans: [] }]).map(({ count }) => count)).toEqual([1, 0]);
  });
});

describe('OTLP JSON', () => {
  it('loses no nanosecond', () => {
    const span = v3({ startTimeUnixNano: '1790000000123456789', endTimeUnixNano: '1790000000123458290' });
    expect(span).toMatchObject({ startNs: 1_790_000_000_123_456_789n, durationNs: 1501 });
    // As bare numbers too, which JSON.parse would round.
    const [bare] = objects(
      readTraces(
        bytesOf(
          '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"1f","spanId":"a","startTimeUnixNano":1790000000123456789,"endTimeUnixNano":1790000000123458290}]}]}]}',
        ),
      ),
    );
    expect(bare).toMatchObject({ startNs: 1_790_000_000_123_456_789n, durationNs: 1501 });
  });

  it('says how long before its start a span ended', () => {
    const span = v3({ startTimeUnixNano: '5000', endTimeUnixNano: '2000' });
    expect(span?.durationNs).toBe(0);
    expect(span?.warnings.join()).toContain('ends 3 µs before it starts');
  });

  it('reads ids in base64 as in hexadecimal', () => {
    const id = Buffer.from('7c31e0a94b5d2f807c31e0a94b5d2f80', 'hex').toString('base64');
    expect(v3({ traceId: id, spanId: 'AAAAAAAACgE=', parentSpanId: 'AAAAAAAACgI=' })).toMatchObject({
      traceId: '7c31e0a94b5d2f807c31e0a94b5d2f80',
      spanId: '0000000000000a01',
      parentSpanId: '0000000000000a02',
    });
  });

  it('reads every kind of value', () => {
    const value = (key: string, of: object): object => ({ key, value: of });
    const span = v3({
      attributes: [
        value('i', { intValue: '42' }),
        value('n', { intValue: 42 }),
        value('big', { intValue: '9223372036854775807' }),
        value('d', { doubleValue: 0.5 }),
        value('nan', { doubleValue: 'NaN' }),
        value('list', { arrayValue: { values: [{ stringValue: 'a' }, { boolValue: true }] } }),
        value('none', { arrayValue: {} }),
        value('map', { kvlistValue: { values: [{ key: 'k', value: { intValue: 1 } }] } }),
        value('bytes', { bytesValue: 'AAEC' }),
        value('nothing', {}),
      ],
    });
    expect(span?.attributes).toEqual({
      i: 42,
      n: 42,
      big: '9223372036854775807',
      d: 0.5,
      nan: 'NaN',
      list: ['a', true],
      none: [],
      map: { k: 1 },
      bytes: 'AAEC',
      nothing: null,
    });
  });

  it('reads kind and status as numbers and as names, scope, links and what was dropped', () => {
    const span = v3(
      {},
      {
        scopeSpans: [
          {
            scope: { name: 'lib', version: '2', attributes: [{ key: 'a', value: { boolValue: false } }] },
            spans: [
              {
                traceId: '1f',
                spanId: 'a',
                kind: 'SPAN_KIND_PRODUCER',
                status: { code: 'STATUS_CODE_ERROR', message: 'why' },
                links: [
                  { traceId: '2f', spanId: 'b', attributes: [{ key: 'w', value: { stringValue: 'x' } }] },
                  {
                    traceId: '1f',
                    spanId: 'c',
                    attributes: [{ key: 'opentracing.ref_type', value: { stringValue: 'follows_from' } }],
                  },
                  { traceId: '2f', spanId: 'none' },
                ],
                droppedEventsCount: 3,
              },
            ],
          },
        ],
      },
    );
    expect(span).toMatchObject({
      kind: 'producer',
      status: 'error',
      statusMessage: 'why',
      scope: { name: 'lib', version: '2', attributes: { a: false } },
      links: [
        { kind: 'link', attributes: { w: 'x' } },
        { kind: 'follows-from', attributes: {} },
      ],
    });
    expect(span?.warnings).toContain('Its recorder dropped 3 events.');
    expect(v3({ kind: 3, status: { code: 1, message: '' } })).toMatchObject({
      kind: 'client',
      status: 'ok',
      statusMessage: null,
    });
  });

  it('stands values nested deeper than the stack would', () => {
    const deep = `${'{"arrayValue":{"values":['.repeat(5000)}{"stringValue":"x"}${']}}'.repeat(5000)}`;
    const span = `{"traceId":"1f","spanId":"a","attributes":[{"key":"deep","value":${deep}}]}`;
    const [found] = objects(readTraces(bytesOf(`{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`)));
    expect(found?.attributes.deep).toBeDefined();
  });

  it('groups concatenated traces, also streamed one document a line, and reads older names and Tempo’s', () => {
    const part = (traceId: string, key: string): string =>
      JSON.stringify({
        [key]: [
          { instrumentationLibrarySpans: [{ spans: [{ traceId, spanId: 'a' }] }] },
          { scopeSpans: [{ spans: [{ traceId: '1f', spanId: 'b' }] }] },
        ],
      });
    const counts = (text: string): unknown =>
      readTraces(bytesOf(text)).map((trace) => [trace.traceId.slice(-2), trace.count]);
    const expected = [
      ['1f', 3],
      ['2f', 1],
    ];
    const [first, second] = [part('1f', 'resourceSpans'), part('2f', 'resourceSpans')];
    expect(counts(`{"result":${first}}\n{"result":${second}}\n`)).toEqual(expected);
    expect(counts(`${first}\r\n\r\n${second}`)).toEqual(expected);
    expect(counts(`[${first},${second}]`)).toEqual(expected);
    expect(counts(`\ufeff${part('1f', 'batches')}${part('2f', 'batches')}`)).toEqual(expected);
  });

  it('takes Jaeger’s own warnings out of the attributes', () => {
    const values = [{ stringValue: 'odd' }];
    const span = v3({ attributes: [{ key: '@jaeger@warnings', value: { arrayValue: { values } } }] });
    expect(span?.attributes).toEqual({});
    expect(span?.warnings).toContain('odd');
  });
});

describe('what is no trace', () => {
  const says = (text: string): string => {
    try {
      readTraces(bytesOf(text));
    } catch (error) {
      return String(error);
    }
    return 'nothing';
  };

  it.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['<!doctype html><title>Log in</title>', 'a web page'],
    ['{"data":[{"traceID":"1f","spans":[{"spanID":"a","ta', 'cut off after 51 bytes'],
    ['{"resourceSpans":[{"scopeSpans":[', 'cut off'],
    ['not json', 'not valid JSON: it goes wrong at byte 1'],
    ['{"data":[}]}', 'not valid JSON'],
    [
      '[{"traceId":"1f","id":"a","timestamp":1,"duration":2,"localEndpoint":{"serviceName":"x"}}]',
      'Zipkin JSON',
    ],
    ['{"a":1}', 'no trace'],
    ['7', 'no trace'],
    ['[]', 'no trace'],
    ['{"error":{"httpCode":500,"message":"storage is down"}}', 'storage is down'],
    ['{"data":null,"errors":[{"code":404,"msg":"trace not found"}]}', 'nothing'],
  ])('%j is said to be so', (text, words) => {
    expect(says(text)).toContain(words);
  });

  it.each([
    '{"data":[]}',
    '{"data":[7,null,"x"]}',
    '{"result":{"resourceSpans":[7,null]}}',
    '{"resourceSpans":null}',
  ])('%s holds no trace, which is no mistake', (text) => {
    expect(readTraces(bytesOf(text))).toEqual([]);
  });

  it('refuses a gigabyte with the limit, before it is read', () => {
    const gigabyte = { length: 1_000_000_000 } as Uint8Array;
    expect(() => readTraces(gigabyte)).toThrow('This is 1,000 MB; at most 900 MB are read.');
  });

  it('reads a trace of no spans', () => {
    expect(read({ data: [{ traceID: '1f', spans: [], processes: {} }] })).toMatchObject([{ count: 0 }]);
  });

  it('reads values of a megabyte, and absurd times', () => {
    const long = 'x'.repeat(1_000_000);
    const text = JSON.stringify({
      data: [
        {
          traceID: '1f',
          spans: [{ spanID: 'a', startTime: 5, duration: 'D', tags: [{ key: 'k', value: long }] }],
        },
      ],
    });
    const [span] = objects(readTraces(bytesOf(text.replace('"D"', '1e309'))));
    expect(span?.attributes.k).toHaveLength(1_000_000);
    expect(span?.durationNs).toBe(0);
    expect(span?.warnings.join()).toContain('lasted Infinity s');
  });

  it('fails in words on every cut of a good answer', () => {
    const whole = captured('trace-v1');
    for (let length = 1; length < whole.length - 2; length += 7) {
      expect(() => readTraces(whole.subarray(0, length)), `cut at ${length}`).toThrow(
        /cut off|not valid JSON/,
      );
    }
  }, 60_000);
});
