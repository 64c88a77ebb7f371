import { describe, expect, it } from 'vitest';
import { planSearch } from './plan';
import { readTerms, type TraceSearchRequest } from './terms';

const window = { fromSeconds: 100, toSeconds: 200 };
const all = { allServices: true, tags: true, tagsOfAllServices: true };
const plan = (request: Omit<TraceSearchRequest, 'window'>) =>
  planSearch(readTerms({ window, ...request }), all);

describe('planSearch', () => {
  it('sends what the form says', () => {
    const { server, here } = plan({
      services: ['a', 'b'],
      operation: 'GET /',
      tags: 'x=1 y="b c"',
      min: '1ms',
      max: '2s',
      errors: true,
    });
    expect(server).toEqual({
      services: ['a', 'b'],
      operation: 'GET /',
      tags: { x: '1', y: 'b c', error: 'true' },
      minUs: 1000,
      maxUs: 2e6,
    });
    expect(here).toEqual([]);
  });

  it('sends the parts of an expression that the source can decide', () => {
    const { server, here } = plan({
      services: ['a'],
      q: 'error and http.status_code = 503 and duration >= 5ms and http.route = /cart*',
    });
    expect(server).toMatchObject({
      services: ['a'],
      tags: { error: 'true', 'http.status_code': '503' },
      minUs: 5000,
    });
    expect(here).toEqual(['http.route = /cart*']);
  });

  it('lets the source narrow what is judged here', () => {
    const { server, here } = plan({ q: 'service = a and duration > 5ms and span.x = 1' });
    expect(server).toMatchObject({ services: ['a'], minUs: 5000, tags: { x: '1' } });
    expect(here).toEqual(['duration > 5ms', 'span.x = 1']);
  });

  it.each([
    ['a = 1 or b = 2', 'alternatives'],
    ['not a = 1', 'what must not be'],
    ['a > 1', 'comparisons'],
    ['upstream_cluster = "outbound|80||a"', 'letters of patterns'],
    ['a = 5.0', 'numbers in another spelling'],
    ['failed', 'what Jaeger does not know'],
    ['trace.duration > 1s', 'what is of the whole trace'],
    ['a', 'presence'],
    ['kind = server', 'kinds'],
    ['status = ok', 'other statuses'],
  ])('keeps %s: %s', (q) => {
    const { server, here } = plan({ services: ['s'], q });
    expect(server).toEqual({ services: ['s'], operation: null, tags: {}, minUs: null, maxUs: null });
    expect(here).toEqual([q]);
  });

  it('takes services from the expression', () => {
    expect(plan({ q: '(service = a or service = b) and x > 1' }).server.services).toEqual(['a', 'b']);
    expect(plan({ services: ['a', 'c'], q: 'service = a' }).server.services).toEqual(['a']);
    // Nothing can be of both: it is not for the source to say.
    expect(plan({ services: ['a'], q: 'service = b' })).toMatchObject({
      server: { services: ['a'] },
      here: ['service = b'],
    });
    expect(plan({ q: 'service = a or x = 1' }).server.services).toEqual([]);
  });

  it('sends of braces only what must hold in any case', () => {
    expect(plan({ q: '{ service = a and error } and { service = b }' }).server).toMatchObject({
      services: ['a'],
      tags: { error: 'true' },
    });
    expect(plan({ q: '{ service = a } or { service = b }' }).server.services).toEqual([]);
    expect(plan({ q: 'not { service = a }' }).server.services).toEqual([]);
    const both = plan({ services: ['w'], q: '{ error }' });
    expect(both.server).toMatchObject({ services: ['w'], tags: {} });
    expect(both.here).toEqual(['{ error }']);
  });

  it('names the duration of the trace among what is judged here', () => {
    expect(plan({ services: ['a'], traceMin: '1s' })).toMatchObject({
      server: { minUs: null },
      here: ['the duration of the trace'],
    });
  });

  it('keeps tags from a source that would ignore them', () => {
    const request = { window, services: ['a'], tags: 'x=1', q: 'y = 2' };
    expect(planSearch(readTerms(request), { ...all, tags: false })).toMatchObject({
      server: { services: ['a'], tags: {} },
      tagsHere: { x: '1' },
      here: ['tags'],
    });
    const everywhere = planSearch(readTerms({ window, q: 'y = 2' }), { ...all, tagsOfAllServices: false });
    expect(everywhere).toMatchObject({ server: { services: [], tags: {} }, here: ['tags'] });
  });

  it('has nothing to judge where nothing is asked', () => {
    expect(plan({})).toEqual({
      server: { services: [], operation: null, tags: {}, minUs: null, maxUs: null },
      tagsHere: {},
      expression: null,
      here: [],
    });
  });
});

describe('readTerms', () => {
  it.each([
    [{ min: '5' }, 'min'],
    [{ max: 'soon' }, 'max'],
    [{ min: '2s', max: '1s' }, 'max'],
    [{ traceMin: '2s', traceMax: '1s' }, 'traceMax'],
    [{ tags: 'a = b' }, 'tags'],
    [{ q: 'duration > 5' }, 'q'],
    [{ before: 99e6 }, 'before'],
  ])('names the field of %j', (part, field) => {
    expect(() => readTerms({ window, ...part })).toThrow(
      expect.objectContaining({ code: 'bad-request', issues: [expect.objectContaining({ path: [field] })] }),
    );
  });
});
