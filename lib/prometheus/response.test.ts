import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { AWKWARD_VALUES } from './label-corpus';
import { numberOf, readData, readResult, type WireRow } from './response';

const BASE = 'http://prometheus:9090';

function answer(
  text: string,
  status = 200,
  contentType = 'application/json',
  location: string | null = null,
) {
  return { status, contentType, location, text, chunks: null };
}

async function rowsOf(text: string): Promise<WireRow[]> {
  const rows: WireRow[] = [];
  await readResult(answer(text), BASE, (row) => rows.push(row));
  return rows;
}

/** As Prometheus writes a vector. */
function vector(rows: readonly (readonly [Record<string, string>, string])[], rest = ''): string {
  const result = rows.map(
    ([metric, value]) => `{"metric":${JSON.stringify(metric)},"value":[1700000000.5,"${value}"]}`,
  );
  return `{"status":"success","data":{"resultType":"vector","result":[${result.join(',')}]}${rest}}`;
}

async function faultOf(text: string, status = 200, location: string | null = null): Promise<Fault> {
  try {
    await readResult(answer(text, status, 'text/html', location), BASE, () => {});
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  return expect.fail('It was taken for a result.');
}

describe('readResult', () => {
  it('reads vectors, with awkward labels, in one slice or many', async () => {
    for (const copies of [1, 700]) {
      const rows = Array.from({ length: copies }, (_, copy) =>
        AWKWARD_VALUES.filter(({ length }) => length < 100).map(
          (value) => [{ value, copy: String(copy) }, '1.5'] as const,
        ),
      ).flat();
      const read = await rowsOf(vector(rows));
      expect(read.map(({ metric }) => metric)).toEqual(rows.map(([metric]) => metric));
      expect(read.every(({ value }) => value?.[0] === 1700000000.5 && value[1] === '1.5')).toBe(true);
    }
  });

  it('reads native histograms among values, the last with buckets or without', async () => {
    const histogram = { count: '3', sum: '4', buckets: [[0, '1', '2', '3']] };
    for (const last of [histogram, { count: '0', sum: '0' }]) {
      const rows = [
        { metric: { a: '}]}]' }, histogram: [1, histogram] },
        { metric: { a: 'x' }, value: [1, '2'] },
        { metric: { a: '}]}]' }, histogram: [1, last] },
      ];
      const text = JSON.stringify({ status: 'success', data: { resultType: 'vector', result: rows } });
      expect(await rowsOf(text)).toEqual(rows);
    }
  });

  it('reads ranges of native histograms, of one sample or several, with values beside them', async () => {
    const full = { count: '3', sum: '4', buckets: [[0, '1', '2', '3']] };
    const bare = { count: '0', sum: '0' };
    for (const samples of [[full], [bare], [full, full], [full, bare], [bare, full]]) {
      const histograms = samples.map((sample, at) => [at, sample]);
      const rows = [
        { metric: { a: '1' }, values: [[1, '2']], histograms },
        { metric: { a: '2' }, histograms },
      ];
      for (const rest of [{}, { infos: ['a hint'] }]) {
        const data = { resultType: 'matrix', result: rows };
        expect(await rowsOf(JSON.stringify({ status: 'success', data, ...rest }))).toEqual(rows);
      }
    }
  });

  it('is not misled by label values that look like structure', async () => {
    const metric = {
      a: ']},{"metric":{',
      b: '"]}]',
      c: '},"value":[1,"2"]},',
      d: '"result":[',
      e: '{"x":1}',
    };
    expect(
      await rowsOf(
        vector([
          [metric, '1'],
          [metric, '2'],
        ]),
      ),
    ).toMatchObject([{ metric, value: [1700000000.5, '1'] }, { metric }]);
  });

  it('reads matrices, scalars and empty results', async () => {
    const matrix =
      '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"1"},"values":[[1,"2"],[3,"NaN"]]},{"metric":{},"values":[[1,"+Inf"]]}]}}';
    expect(await rowsOf(matrix)).toEqual([
      {
        metric: { a: '1' },
        values: [
          [1, '2'],
          [3, 'NaN'],
        ],
      },
      { metric: {}, values: [[1, '+Inf']] },
    ]);
    expect(await rowsOf('{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}')).toEqual([
      { metric: {}, value: [1, '2'] },
    ]);
    expect(await rowsOf(vector([]))).toEqual([]);
  });

  it('reads the same from a store that writes JSON in another way', async () => {
    const text = JSON.stringify(
      JSON.parse(
        vector([
          [{ a: '1' }, '2'],
          [{ a: '2' }, '3'],
        ]),
      ),
      null,
      2,
    );
    expect(await rowsOf(text)).toEqual(
      await rowsOf(
        vector([
          [{ a: '1' }, '2'],
          [{ a: '2' }, '3'],
        ]),
      ),
    );
  });

  it('carries warnings and infos along', async () => {
    const rest = ',"warnings":["store 3 is down"],"infos":["ends in _total?"]';
    const summary = await readResult(answer(vector([[{ a: '1' }, '2']], rest)), BASE, () => {});
    expect(summary).toEqual({
      resultType: 'vector',
      warnings: ['store 3 is down'],
      infos: ['ends in _total?'],
    });
  });

  it('lets no label overwrite what objects inherit', async () => {
    const [row] = await rowsOf(
      '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__proto__":"x","constructor":"y"},"value":[1,"2"]}]}}',
    );
    expect(Object.entries(row?.metric ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('does not hold the event loop for thousands of rows', async () => {
    const labels = Object.fromEntries(
      Array.from({ length: 15 }, (_, at) => [`label_${at}`, `some-value-${at}`]),
    );
    const text = vector(
      Array.from({ length: 6_000 }, (_, at) => [{ ...labels, id: String(at) }, '1'] as const),
    );
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    await readResult(answer(text), BASE, () => {});
    clearInterval(counting);
    expect(turns).toBeGreaterThan(2);
  });

  it("passes on Prometheus' own message when a query is refused", async () => {
    const fault = await faultOf(
      '{"status":"error","errorType":"bad_data","error":"1:5: parse error: unexpected }"}',
      400,
    );
    expect(fault).toMatchObject({ code: 'source-rejected', source: 'prometheus' });
    expect(fault.message).toContain('parse error: unexpected }');
    const tooMuch =
      '{"status":"error","errorType":"execution","error":"query processing would load too many samples"}';
    expect(await faultOf(tooMuch, 422)).toMatchObject({ code: 'source-rejected' });
  });

  it('knows a time-out that Prometheus itself reports', async () => {
    const text =
      '{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}';
    expect((await faultOf(text, 503)).code).toBe('source-timeout');
  });

  it.each([
    ['a web page', '<!doctype html><title>Sign in</title>', 200, 'source-bad-data'],
    ['nothing', '', 200, 'source-bad-data'],
    ['a page that is not there', '404 page not found', 404, 'source-bad-data'],
    ['a gateway without a server', 'upstream connect error', 503, 'source-unreachable'],
    ['a server that starts', 'Service Unavailable', 503, 'source-unreachable'],
    ['a gateway that writes JSON', '{"message":"bad gateway"}', 502, 'source-unreachable'],
    ['no credentials', 'Unauthorized', 401, 'source-rejected'],
    ['a list', '[1]', 200, 'source-bad-data'],
    ['another API', '{"ok":true}', 200, 'source-bad-data'],
    ['a result without data', '{"status":"success"}', 200, 'source-bad-data'],
    ['a result of nothing', '{"status":"success","data":{"resultType":"vector"}}', 200, 'source-bad-data'],
    [
      'a row without a value',
      '{"status":"success","data":{"resultType":"vector","result":[{"metric":{}}]}}',
      200,
      'source-bad-data',
    ],
    [
      'a label that is no text',
      '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":1},"value":[1,"2"]}]}}',
      200,
      'source-bad-data',
    ],
    [
      'a value that is no text',
      '{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,2]}]}}',
      200,
      'source-bad-data',
    ],
  ])('says what is wrong with %s', async (_, text, status, code) => {
    const fault = await faultOf(text, status);
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(BASE);
    expect(fault.hint).toMatch(/\.$/);
  });

  it('names where a redirect leads', async () => {
    const fault = await faultOf('', 302, 'https://sso.example/login');
    expect(fault.message).toContain('https://sso.example/login');
  });

  it('takes no truncated JSON for a result, wherever it is cut', async () => {
    const text = vector([
      [{ a: '1' }, '2'],
      [{ b: '3' }, '4'],
      [{ c: '5' }, '6'],
    ]);
    for (let length = 1; length < text.length; length += 1) {
      expect((await faultOf(text.slice(0, length))).code, text.slice(0, length)).toBe('source-bad-data');
    }
  });
});

describe('numberOf', () => {
  it("reads Prometheus' numbers", () => {
    expect(['1e-05', '+Inf', '-Inf', 'NaN', '0', '', 'x'].map(numberOf)).toEqual([
      1e-5,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      0,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe('readData', () => {
  it('gives what an answer holds, with its warnings', () => {
    const text = '{"status":"success","data":["a","b"],"warnings":["w"]}';
    expect(readData(answer(text), BASE)).toEqual({ data: ['a', 'b'], warnings: ['w'] });
  });
});
