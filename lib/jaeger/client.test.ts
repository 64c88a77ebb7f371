import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createJaegerClient, type JaegerClient } from './client';
import { jaegerTraces } from './traces';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serving(answer: Answer, timeoutMs = 5000, path = '/prefix/'): Promise<JaegerClient> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return createJaegerClient({
    url: new URL(`http://127.0.0.1:${port}${path}`),
    headers: { authorization: 'Bearer secret', 'x-tenant': 'a' },
    queryParameters: { tenant: 'b' },
    caPem: null,
    timeoutMs,
  });
}

const text =
  (status: number, body: string, type = 'text/plain'): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };
const none = new URLSearchParams();

describe('the client', () => {
  it('keeps the path prefix and sends headers and extra parameters', async () => {
    let seen: IncomingMessage | undefined;
    const client = await serving((request, response) => {
      seen = request;
      response.end('{}');
    });
    await client.get('/api/services', new URLSearchParams({ a: 'b&c' }));
    expect(seen?.url).toBe('/prefix/api/services?a=b%26c&tenant=b');
    expect(seen?.headers).toMatchObject({ authorization: 'Bearer secret', 'x-tenant': 'a' });
  });

  it('sends a write once, and never again when the connection breaks', async () => {
    const seen: string[] = [];
    const client = await serving((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      if (request.url?.includes('broken') === true) request.socket.destroy();
      else response.end('{"data":[]}');
    });
    expect(await client.post('/api/archive/1')).toEqual({ kind: 'json', body: { data: [] } });
    await expect(client.post('/api/archive/broken')).rejects.toMatchObject({ code: 'source-unreachable' });
    expect(seen).toEqual(['POST /prefix/api/archive/1?tenant=b', 'POST /prefix/api/archive/broken?tenant=b']);
  });

  it('reads JSON whatever its type says, gzipped, or one document per line', async () => {
    expect(await (await serving(text(200, '{"a":1}'))).get('/x', none)).toEqual({
      kind: 'json',
      body: { a: 1 },
    });
    const zipped = await serving((_, response) => {
      response.setHeader('content-encoding', 'gzip').end(gzipSync('{"a":2}'));
    });
    expect(await zipped.get('/x', none)).toEqual({ kind: 'json', body: { a: 2 } });
    const lines = await serving(text(200, '{"a":1}\n{"a":2}\n'));
    expect(await lines.get('/x', none)).toEqual({ kind: 'json', body: [{ a: 1 }, { a: 2 }] });
  });

  it.each([
    [400, '{"errors":[{"code":400,"msg":"bad limit"}]}', 'source-rejected', 'bad limit'],
    [500, '{"error":{"httpCode":500,"message":"search depth"}}', 'source-rejected', 'search depth'],
    [500, 'panic in plain text', 'source-rejected', 'panic in plain text'],
    [401, '', 'source-rejected', 'credentials'],
    [302, '', 'source-rejected', 'elsewhere'],
    [503, 'no healthy upstream', 'source-unreachable', 'no healthy upstream'],
    [200, '{"data":[', 'source-bad-data', 'cut off'],
  ])('turns %i %s into %s', async (status, body, code, message) => {
    const client = await serving(text(status, body));
    await expect(client.get('/x', none)).rejects.toMatchObject({
      code,
      source: 'jaeger',
      message: expect.stringContaining(message),
    });
  });

  it('tells a missing trace from a missing API', async () => {
    const api = await serving(text(404, '{"error":{"httpCode":404,"message":"No traces found"}}'));
    expect(await api.get('/x', none)).toMatchObject({ kind: 'absent', fromApi: true });
    const route = await serving(text(404, '404 page not found\n'));
    expect(await route.get('/x', none)).toMatchObject({ kind: 'absent', fromApi: false });
    // What answers reads only knows no write at that address, whatever form it says that in.
    const readOnly = await serving(text(405, '{"errors":[{"code":405,"msg":"method not allowed"}]}'));
    expect(await readOnly.post('/x')).toMatchObject({ kind: 'absent', fromApi: false });
  });

  it('gives up after its time-out, and says how long it waited', async () => {
    const client = await serving(() => undefined, 100);
    await expect(client.get('/x', none)).rejects.toMatchObject({
      code: 'source-timeout',
      message: expect.stringContaining('0.1 s'),
    });
  });

  it('stops when the caller goes away', async () => {
    const gone = new AbortController();
    const client = await serving(() => gone.abort(new Error('any reason')));
    await expect(client.get('/x', none, gone.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('tries once more when the connection was reset before an answer, and no more than once', async () => {
    let asked = 0;
    const once = await serving((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else response.end('{}');
    });
    expect(await once.get('/x', none)).toEqual({ kind: 'json', body: {} });
    let always = 0;
    const broken = await serving((request) => {
      always += 1;
      request.socket.destroy();
    });
    await expect(broken.get('/x', none)).rejects.toMatchObject({ code: 'source-unreachable' });
    expect(always).toBe(2);
  });

  it('says when a body was cut off in the middle', async () => {
    const client = await serving((request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"data":[', () => request.socket.destroy());
    });
    await expect(client.get('/x', none)).rejects.toMatchObject({ source: 'jaeger' });
  });

  it('stops reading at 64 MB, counted after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 32));
    const client = await serving((_, response) => {
      response.setHeader('content-encoding', 'gzip').end(bomb);
    }, 60_000);
    await expect(client.get('/x', none)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('names the address that cannot be reached, never the credentials', async () => {
    const client = createJaegerClient({
      url: new URL('http://127.0.0.1:1/'),
      headers: { authorization: 'Bearer secret' },
      queryParameters: {},
      caPem: null,
      timeoutMs: 1000,
    });
    await expect(client.get('/x', none)).rejects.toMatchObject({
      code: 'source-unreachable',
      message: expect.stringContaining('http://127.0.0.1:1'),
    });
    await expect(client.get('/x', none)).rejects.not.toMatchObject({
      message: expect.stringContaining('secret'),
    });
  });
});

describe('open', () => {
  const read = async (body: ReadableStream<Uint8Array>): Promise<Buffer> =>
    Buffer.from(await new Response(body as BodyInit).arrayBuffer());

  it('hands on what comes, gzipped only to those who take that', async () => {
    const client = await serving((_, response) => {
      response.setHeader('content-type', 'application/json').setHeader('content-encoding', 'gzip');
      response.end(gzipSync('{"data":[]}'));
    });
    const plain = await client.open('/x', none);
    expect(plain).toMatchObject({ kind: 'stream', encoding: null });
    expect(plain.kind === 'stream' && String(await read(plain.body))).toBe('{"data":[]}');
    const zipped = await client.open('/x', none, { gzip: true });
    expect(zipped).toMatchObject({ kind: 'stream', encoding: 'gzip' });
    expect(zipped.kind === 'stream' && String(gunzipSync(await read(zipped.body)))).toBe('{"data":[]}');
  });

  it('hands on more than is read of other answers', async () => {
    const part = Buffer.alloc(1024 * 1024, 32);
    const client = await serving((_, response) => {
      let sent = 0;
      const more = (): void => {
        while (sent < 70) {
          sent += 1;
          if (!response.write(part)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    const answer = await client.open('/x', none);
    let size = 0;
    if (answer.kind === 'stream') for await (const chunk of answer.body) size += chunk.length;
    expect(size).toBe(70 * 1024 * 1024);
  }, 60_000);

  it.each([
    [
      404,
      '{"error":{"httpCode":404,"message":"trace not found"}}',
      'application/json',
      { kind: 'absent', fromApi: true },
    ],
    [404, '404 page not found', 'text/plain', { kind: 'absent', fromApi: false }],
    [200, '<!doctype html>', 'text/html; charset=utf-8', { kind: 'page' }],
  ])('understands %i %s', async (status, body, type, answer) => {
    expect(await (await serving(text(status, body, type))).open('/x', none)).toMatchObject(answer);
  });

  it('passes on a failure with its words, and says when it waited in vain', async () => {
    const failing = await serving(text(500, 'panic in plain text'));
    await expect(failing.open('/x', none)).rejects.toMatchObject({
      code: 'source-rejected',
      message: expect.stringContaining('panic in plain text'),
    });
    const silent = await serving(() => undefined, 100);
    await expect(silent.open('/x', none)).rejects.toMatchObject({ code: 'source-timeout' });
  });
});

describe('detection', () => {
  const only =
    (prefix: string, services: string): Answer =>
    (request, response) => {
      if (request.url?.startsWith(prefix) === true) response.end(services);
      else response.writeHead(404).end('404 page not found');
    };

  it('uses API v3 alone, or v1 alone', async () => {
    const v3 = await serving(only('/prefix/api/v3/services', '{"services":["b","a"]}'));
    expect(await jaegerTraces(v3).services()).toEqual(['a', 'b']);
    const v1 = await serving(only('/prefix/api/services', '{"data":["b","a"]}'));
    expect(await jaegerTraces(v1).services()).toEqual(['a', 'b']);
  });

  it.each([
    ['v1', '/prefix/api/services', '/prefix/api/traces', '{"data":["a"]}', 'jaeger-2.13-trace-v1.json'],
    [
      'v3',
      '/prefix/api/v3/services',
      '/prefix/api/v3/traces',
      '{"services":["a"]}',
      'jaeger-2.13-trace-v3.json',
    ],
  ])(
    'searches and reads whole traces where the server knows only API %s',
    async (_api, services, traces, list, file) => {
      const body = readFileSync(new URL(`./captured/${file}`, import.meta.url));
      const port = jaegerTraces(
        await serving((request, response) => {
          const path = request.url?.split('?')[0] ?? '';
          if (path === services) response.end(list);
          else if (path === traces || path === `${traces}/7c31e0a94b5d2f807c31e0a94b5d2f80`)
            response.end(body);
          else if (path.startsWith(`${traces}/`))
            response
              .writeHead(404)
              .end(
                '{"errors":[{"code":404,"msg":"trace not found"}],"error":{"httpCode":404,"message":"trace not found"}}',
              );
          else response.writeHead(404).end('404 page not found');
        }),
      );
      const query = { service: 'a', operation: null, tags: {}, minDurationUs: null, maxDurationUs: null };
      const found = await port.search({ ...query, startUs: 0, endUs: 2e15, limit: 20 });
      expect(found.traces.map(({ traceId, count }) => [traceId, count > 1])).toEqual([
        ['7c31e0a94b5d2f807c31e0a94b5d2f80', true],
      ]);
      const whole = await port.document('7c31e0a94b5d2f807c31e0a94b5d2f80');
      expect(Buffer.from(await new Response(whole.body as BodyInit).arrayBuffer())).toEqual(body);
      await expect(port.document('1f')).rejects.toMatchObject({ code: 'not-found' });
    },
  );

  it('says that the base URL is wrong when web pages come', async () => {
    const client = await serving(text(200, '<!DOCTYPE html><html></html>', 'text/html'));
    await expect(jaegerTraces(client).services()).rejects.toMatchObject({
      code: 'source-bad-data',
      hint: expect.stringContaining('PERIPLUS_JAEGER_URL'),
    });
  });

  it('asks for the APIs once, and again after a failure', async () => {
    const asked: string[] = [];
    let broken = false;
    const client = await serving((request, response) => {
      asked.push(request.url ?? '');
      if (broken) response.writeHead(500).end('down');
      else if (request.url?.includes('/v3/') === true) response.end('{"services":[]}');
      else response.writeHead(404).end('404 page not found');
    });
    const port = jaegerTraces(client);
    await port.services();
    await port.services();
    // Two APIs, two abilities, and the two questions.
    expect(asked).toHaveLength(6);
    broken = true;
    await expect(port.services()).rejects.toMatchObject({ code: 'source-rejected' });
    broken = false;
    await port.services();
    expect(asked.slice(-3).map((url) => url.split('?')[0])).toContain('/prefix/api/v3/services');
  });
});
