import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requestAs, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { GET, POST } from './route';

vi.setConfig({ testTimeout: 20_000 });

/** What was asked of the store and waits for its answer, by expression. */
let asked: { readonly path: string; readonly expr: string; readonly answer: () => void }[];
let store: ReturnType<typeof createServer>;

beforeEach(async () => {
  asked = [];
  store = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const expr = new URLSearchParams(body).get('query') ?? '';
      const answer = () => answerOne(response);
      asked.push({ path: request.url?.split('?')[0] ?? '', expr, answer });
    });
  }).listen(0, '127.0.0.1');
  await once(store, 'listening');
  const address = store.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  useTestEnvironment({ PERIPLUS_PROMETHEUS_URL: `http://127.0.0.1:${address.port}` });
  replaceProcessWide('query-gates', undefined);
});
afterEach(async () => {
  store.closeAllConnections();
  store.close();
  await once(store, 'close');
});

function answerOne(response: ServerResponse): void {
  response.setHeader('Content-Type', 'application/json');
  response.end(
    '{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[60,"1"]}]}}',
  );
}

const query = (expr: string) => ({ key: expr, expr, mode: 'instant', from: 0, to: 60, step: 15 });
const post = async (queries: readonly object[], headers = {}) =>
  POST(await requestAs('viewer', '/api/query', { method: 'POST', body: { queries }, headers }));

describe('POST /api/query', () => {
  it('asks a few at once for one person, and of the store nothing but queries', async () => {
    const answer = post(Array.from({ length: 20 }, (_, at) => query(`metric_${at}`)));
    await vi.waitFor(() => expect(asked).toHaveLength(8));
    for (let at = 0; at < 20; at += 1) {
      await vi.waitFor(() => expect(asked.length).toBeGreaterThan(at));
      expect(asked.length - at).toBeLessThanOrEqual(8);
      asked[at]?.answer();
    }
    const { results } = (await (await answer).json()) as { results: { kind: string }[] };
    expect(results.map(({ kind }) => kind)).toEqual(Array.from({ length: 20 }, () => 'series'));
    expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(['/api/v1/query']));
  });

  it('sends each result as a line when it is there', async () => {
    const answering = post([query('slow'), query('quick')], { Accept: 'application/x-ndjson' });
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    asked.find(({ expr }) => expr === 'quick')?.answer();
    const response = await answering;
    expect(response.headers.get('Content-Type')).toContain('application/x-ndjson');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(JSON.parse(first?.value ?? '')).toMatchObject({
      progress: { result: { key: 'quick', kind: 'series' } },
    });
    asked.find(({ expr }) => expr === 'slow')?.answer();
    let rest = '';
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read())
      rest += part.value;
    const lines = rest
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([{ progress: { result: { key: 'slow' } } }, { answer: { answered: 2 } }]);
  });

  it('refuses what is too much before anything is asked', async () => {
    expect((await post(Array.from({ length: 51 }, () => query('up')))).status).toBe(400);
    expect((await post([query(`up{a="${'x'.repeat(20_001)}"}`)])).status).toBe(400);
    expect((await post([{ ...query('up'), limit: 2001 }])).status).toBe(400);
    expect((await GET(await requestAs('viewer', '/api/query'))).status).toBe(405);
    expect(
      (await POST(await requestAs(null, '/api/query', { method: 'POST', body: { queries: [] } }))).status,
    ).toBe(401);
    expect(asked).toEqual([]);
    // Where the store is, is a setting: nothing that is asked has a say in it.
    const answering = post([{ ...query('up'), url: 'http://elsewhere.example/' }]);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]?.answer();
    expect((await answering).status).toBe(200);
  });
});
