import { describe, expect, it } from 'vitest';
import { matchTrace } from '@/lib/traces/language/evaluate';
import { parseTraceQuery } from '@/lib/traces/language/parser';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { readSplit, type SplitRequest } from './read-split';
import { splitConditions, withConditions } from './split';

const trace = sampleTrace(
  { spanId: 'a', service: 'web', name: 'GET /', durationUs: 900 },
  {
    spanId: 'b',
    parentSpanId: 'a',
    service: 'cart',
    name: 'say "hi"',
    durationUs: 100,
    status: 'error',
    attributes: { release: 'a"b\\c', version: 2 },
  },
);

function holds(text: string): boolean {
  const parsed = parseTraceQuery(text);
  if (parsed.kind !== 'expression') throw new Error(JSON.stringify(parsed));
  return matchTrace(parsed.expression, trace).matches;
}

const sides = (request: SplitRequest, services: readonly string[] = []) =>
  splitConditions({ ...readSplit(request), services });

describe('splitConditions', () => {
  it.each<[SplitRequest, readonly string[], 'a' | 'b' | null]>([
    [{ split: 'failed' }, [], 'b'],
    [{ split: 'failed' }, ['web'], 'a'],
    [{ split: 'failed' }, ['web', 'cart'], 'b'],
    [{ split: 'slow', at: '0.9ms' }, [], 'b'],
    [{ split: 'slow', at: '1ms' }, [], 'a'],
    [{ split: 'versions', by: 'release', at: 'x,a"b\\c' }, ['cart'], 'b'],
    [{ split: 'versions', by: 'release', at: 'x,a"b\\c' }, ['web'], null],
  ])('of %j at %j puts the trace into %s', (request, services, expected) => {
    const { a, b } = sides(request, services);
    expect([a, b].map((condition) => holds(condition ?? ''))).toEqual([expected === 'a', expected === 'b']);
  });
});

describe('withConditions', () => {
  const form = { services: ['cart'], operation: 'say "hi"', q: '' };
  it.each([
    ['', '{failed}', true],
    ['duration < 200us', '{failed}', true],
    ['duration > 500us', '{failed}', false],
    ['{duration > 500us}', '{failed}', true],
    ['duration > 500us or failed', 'not {service = web and failed}', true],
  ])('keeps what “%s” means beside %s', (q, more, expected) => {
    expect(holds(withConditions({ ...form, q }, [more]))).toBe(expected);
  });

  it('leaves a search alone that gets no condition', () => {
    expect(withConditions({ ...form, q: 'failed' }, [])).toBe('failed');
  });
});

describe('readSplit', () => {
  it('leaves open what nobody chose', () => {
    expect(readSplit({ split: 'slow' })).toEqual({ split: 'slow', at: null, values: null, by: 'version' });
    expect(readSplit({ split: 'moment', at: '1700000000.5' }).at).toBe(1700000000.5e6);
  });

  it.each<[SplitRequest, string]>([
    [{ split: 'slow', at: '5' }, 'at'],
    [{ split: 'slow', at: '0ms' }, 'at'],
    [{ split: 'moment', at: 'noon' }, 'at'],
    [{ split: 'versions', at: 'v1' }, 'at'],
    [{ split: 'versions', at: 'v1,v1' }, 'at'],
    [{ split: 'versions', at: 'v1,v2,v3' }, 'at'],
    [{ split: 'versions', at: 'v1,v2', by: 'a = b' }, 'by'],
  ])('refuses %j and names the field', (request, field) => {
    expect(() => readSplit(request)).toThrow(
      expect.objectContaining({ code: 'bad-request', issues: [expect.objectContaining({ path: [field] })] }),
    );
  });
});
