import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { numberFromWire, queriesAnswerSchema, queryRequestSchema } from './contract';
import { loadQueries } from './load';
import { loadCardinality, loadNames, lookupQuerySchema } from './lookups';
import type { AskedResult, QueryPort } from './port';

function port(answer: Partial<QueryPort>): QueryPort {
  const refuse = () => Promise.reject(new Error('not asked for'));
  return {
    range: refuse,
    instant: refuse,
    labelNames: refuse,
    labelValues: refuse,
    series: refuse,
    exemplars: refuse,
    metadata: refuse,
    ...answer,
  };
}

const result = (series: AskedResult['series']): AskedResult => ({ series, warnings: ['partial'], infos: [] });
const query = (value: object) =>
  queryRequestSchema.parse({ key: 'a', expr: 'up', mode: 'range', from: 0, to: 60, step: 15, ...value });

describe('loadQueries', () => {
  it('answers each query, and numbers that JSON does not have', async () => {
    const points = [
      [0, 1],
      [15, Number.NaN],
      [30, Number.POSITIVE_INFINITY],
    ] as const;
    const asked = port({ range: async () => result([{ labels: { job: 'a' }, points }]) });
    const answer = queriesAnswerSchema.parse(
      JSON.parse(JSON.stringify(await loadQueries(asked, [query({})]))),
    );
    const [first] = answer.results;
    expect(first).toMatchObject({ key: 'a', kind: 'series', found: 1, warnings: ['partial'] });
    if (first?.kind !== 'series') throw new Error('no series');
    expect(first.series[0]?.points.map(([, value]) => numberFromWire(value))).toEqual([
      1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('sends the first series and says how many there were', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      labels: { at: String(at) },
      points: [[0, at]] as const,
    }));
    const [first] = (
      await loadQueries(port({ instant: async () => result(many) }), [query({ mode: 'instant', limit: 100 })])
    ).results;
    expect(first?.kind === 'series' && [first.series.length, first.found]).toEqual([100, 10_000]);
  });

  it('bounds points over all series, but sends one at least', async () => {
    const long = Array.from({ length: 50 }, () => ({
      labels: {},
      points: Array.from({ length: 10_000 }, (_, at) => [at, 1] as const),
    }));
    const [first] = (await loadQueries(port({ range: async () => result(long) }), [query({})])).results;
    expect(first?.kind === 'series' && first.series.length).toBe(40);
  });

  it('says of each that fails why, beside those that do not', async () => {
    const asked = port({
      range: async (expr) => {
        if (expr === 'bad') throw new Fault('source-rejected', 'Prometheus refused.', { hint: 'Mend it.' });
        return result([]);
      },
    });
    const { results } = await loadQueries(asked, [query({}), query({ key: 'b', expr: 'bad' })]);
    expect(results).toMatchObject([
      { key: 'a', kind: 'series', series: [] },
      { key: 'b', kind: 'failed', code: 'source-rejected', message: 'Prometheus refused.', hint: 'Mend it.' },
    ]);
  });

  it.each([
    [{ expr: 'sum(' }, 'no PromQL'],
    [{ expr: 'up[5m]' }, 'ranges of samples'],
    [{ expr: '(up[5m:1m])' }, 'ranges of samples'],
    [{ from: 60, to: 0 }, 'ends before it begins'],
    [{ from: 0, to: 86_400 * 500, step: 86_400 }, 'longer than 400 days'],
    [{ from: 0, to: 20_000, step: 1 }, '11,000 steps'],
  ])('refuses %j without asking', async (value, message) => {
    const [first] = (await loadQueries(port({}), [query(value)])).results;
    expect(first?.kind === 'failed' && first.message).toContain(message);
  });

  it('tells of each as it ends, in its turn, and asks nothing more for who has gone', async () => {
    const gone = new AbortController();
    const seen: string[] = [];
    const turns: string[] = [];
    const first = Promise.withResolvers<AskedResult>();
    const asked = port({ range: (expr) => (expr === 'slow' ? first.promise : Promise.resolve(result([]))) });
    const loaded = loadQueries(asked, [query({ key: 'a', expr: 'slow' }), query({ key: 'b' })], {
      turn: (task) => {
        turns.push('turn');
        return task();
      },
      onResult: ({ key }) => {
        seen.push(key);
        if (key === 'b') first.resolve(result([]));
      },
    });
    expect((await loaded).results.map(({ key }) => key)).toEqual(['a', 'b']);
    expect([seen, turns.length]).toEqual([['b', 'a'], 2]);
    gone.abort(new Error('gone'));
    await expect(loadQueries(port({}), [query({})], { signal: gone.signal })).rejects.toThrow('gone');
  });

  it('lets one query fail that finds too many waiting', async () => {
    const turn = () => Promise.reject(new Fault('throttled', 'Too many of your queries are waiting.'));
    const [first] = (await loadQueries(port({}), [query({})], { turn })).results;
    expect(first).toMatchObject({ kind: 'failed', code: 'throttled' });
  });

  it('gives a text back', async () => {
    const [first] = (await loadQueries(port({}), [query({ expr: '"hi"' })])).results;
    expect(first).toEqual({ key: 'a', kind: 'text', text: 'hi' });
  });

  it('does not hide a defect, and ends with the reader', async () => {
    await expect(loadQueries(port({}), [query({})])).rejects.toThrow('not asked for');
  });
});

describe('lookups', () => {
  const input = (value: object) => lookupQuerySchema.parse({ from: '0', to: '10', ...value });

  it('finds names by a part, and says how many there are', async () => {
    const asked = port({ labelValues: async () => ['up', 'Upstream', 'down'] });
    expect(await loadNames(asked, '__name__', input({ contains: 'UP' }))).toEqual({
      names: ['up', 'Upstream'],
      found: 2,
    });
  });

  it('takes selectors only', async () => {
    const asked = port({ labelNames: async ({ match }) => match });
    expect((await loadNames(asked, null, input({ match: 'up{a="b"}\n{__name__="x"}' }))).names).toHaveLength(
      2,
    );
    for (const match of ['rate(up[5m])', 'up + up', 'up{', '1']) {
      await expect(loadNames(asked, null, input({ match }))).rejects.toBeInstanceOf(Fault);
    }
  });

  it('counts the values of labels', async () => {
    const asked = port({
      series: async () => [
        { a: '1', b: 'x' },
        { a: '2', b: 'x' },
      ],
    });
    expect(await loadCardinality(asked, input({ match: 'up' }))).toEqual({
      series: 2,
      isPartial: false,
      labels: [
        { name: 'a', values: 2 },
        { name: 'b', values: 1 },
      ],
    });
    await expect(loadCardinality(asked, input({}))).rejects.toThrow('not said');
  });
});
