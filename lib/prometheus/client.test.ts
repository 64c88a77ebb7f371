/** The client against a small server that misbehaves in every way that a network can. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import {
  createPrometheusClient,
  type PrometheusClient,
  type PrometheusSettings,
  type ReadSample,
} from './client';

const ONE =
  '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[1,"2"]}]}}';
const read: ReadSample<[string, number]> = (labels, value) => [labels.a ?? '', value];

let server: Server | undefined;
const clients: PrometheusClient[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly form: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

type Answering = (response: ServerResponse, seen: Seen, socket: Socket) => void;

async function serving(answering: Answering): Promise<{ url: URL; seen: Seen[] }> {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        form: new URLSearchParams(body),
        headers: request.headers,
      };
      seen.push(one);
      answering(response, one, request.socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix/`), seen };
}

function clientOf(url: URL, part: Partial<PrometheusSettings> = {}, outcomes?: string[]): PrometheusClient {
  const settings = { url, headers: {}, queryParameters: {}, caPem: null, timeoutMs: 2000, ...part };
  const client = createPrometheusClient(settings, (outcome) => outcomes?.push(outcome));
  clients.push(client);
  return client;
}

async function faultFrom(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => expect.fail('It succeeded.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Fault);
  return error as Fault;
}

const at = (atSeconds: number) => ({ atSeconds, read });

describe('the client', () => {
  it('posts a form below the path prefix, with its headers and parameters', async () => {
    const { url, seen } = await serving((response) => response.end(ONE));
    const client = clientOf(url, {
      headers: { Authorization: 'Bearer t', 'X-Scope-OrgID': 'team' },
      queryParameters: { dedup: 'true' },
    });
    expect(await client.instant('up', at(5))).toEqual({ rows: [['b', 2]], warnings: [], infos: [] });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/prefix/api/v1/query' });
    expect(Object.fromEntries(seen[0]!.form)).toEqual({
      query: 'up',
      time: '5',
      timeout: '2000ms',
      dedup: 'true',
    });
    expect(seen[0]!.headers).toMatchObject({ authorization: 'Bearer t', 'x-scope-orgid': 'team' });
  });

  it('reads headers anew for each call, since tokens rotate', async () => {
    const { url, seen } = await serving((response) => response.end(ONE));
    let token = 0;
    const headers = {
      get Authorization() {
        token += 1;
        return `Bearer ${token}`;
      },
    };
    const client = clientOf(url, { headers });
    await client.instant('up', at(1));
    await client.instant('up', at(2));
    expect(seen.map((one) => one.headers.authorization)).toEqual(['Bearer 1', 'Bearer 2']);
  });

  it('asks once for everybody who wants the same, and again for another instant', async () => {
    const { url, seen } = await serving((response) => setTimeout(() => response.end(ONE), 20));
    const client = clientOf(url);
    await Promise.all(Array.from({ length: 50 }, () => client.instant('up', at(5))));
    await client.instant('up', at(5));
    expect([seen.length, client.sent()]).toEqual([1, 1]);
    await client.instant('up', at(6));
    expect(seen).toHaveLength(2);
  });

  it('never keeps a partial answer', async () => {
    const partial = `${ONE.slice(0, -1)},"warnings":["store down"]}`;
    const outcomes: string[] = [];
    const { url, seen } = await serving((response) => response.end(partial));
    const client = clientOf(url, {}, outcomes);
    expect((await client.instant('up', at(5))).warnings).toEqual(['store down']);
    await client.instant('up', at(5));
    expect([seen.length, outcomes]).toEqual([2, ['partial', 'partial']]);
  });

  it('gives up a call only when nobody waits for it any more', async () => {
    const outcomes: string[] = [];
    const arrived = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const { url } = await serving((_, __, socket) => {
      socket.once('close', () => closed.resolve());
      arrived.resolve();
    });
    const client = clientOf(url, {}, outcomes);
    const [first, second] = [new AbortController(), new AbortController()];
    const waiting = [first, second].map(({ signal }) => client.instant('up', { ...at(5), signal }));
    await arrived.promise;
    first.abort();
    await expect(waiting[0]).rejects.toThrow('abort');
    expect(outcomes).toEqual([]);
    second.abort();
    await expect(waiting[1]).rejects.toThrow('abort');
    await closed.promise;
    expect(outcomes).toEqual(['cancelled']);
  });

  it('says that nothing listens, and at which address', async () => {
    const { url } = await serving(() => {});
    server?.close();
    const fault = await faultFrom(clientOf(url).instant('up', at(1)));
    expect(fault.code).toBe('source-unreachable');
    expect(fault.message).toContain(url.origin);
    expect(fault.message).toContain('ECONNREFUSED');
  });

  it('does not wait longer than its timeout', async () => {
    const { url } = await serving(() => {});
    expect((await faultFrom(clientOf(url, { timeoutMs: 100 }).instant('up', at(1)))).code).toBe(
      'source-timeout',
    );
  });

  it('tries once more when a kept-alive connection was reset', async () => {
    let calls = 0;
    const { url } = await serving((response, _, socket) => {
      calls += 1;
      if (calls === 2) socket.destroy();
      else response.end(ONE);
    });
    const client = clientOf(url);
    await client.instant('up', at(1));
    expect((await client.instant('up', at(2))).rows).toHaveLength(1);
    expect(calls).toBe(3);
  });

  it.each([false, true])('takes no answer that is cut off for a whole one (gzip: %s)', async (isGzipped) => {
    const { url } = await serving((response, _, socket) => {
      const body = isGzipped ? gzipSync(ONE) : Buffer.from(ONE);
      response.writeHead(200, {
        'content-length': body.length,
        ...(isGzipped ? { 'content-encoding': 'gzip' } : {}),
      });
      response.write(body.subarray(0, 40), () => socket.destroy());
    });
    expect((await faultFrom(clientOf(url).instant('up', at(1)))).code).toBe('source-bad-data');
  });

  it('refuses more than its limit, counted after inflation, without reading to the end', async () => {
    const bomb = gzipSync(Buffer.alloc(3 << 20, ' '));
    expect(bomb.length).toBeLessThan(10_000);
    const { url } = await serving((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const fault = await faultFrom(clientOf(url, { maxBodyBytes: 2 << 20 }).instant('up', at(1)));
    expect(fault.code).toBe('too-large');
    expect(fault.message).toContain('2 MB');
    expect(fault.hint).toContain('fewer namespaces');
  });

  it('reads compressed answers with any characters', async () => {
    const body = gzipSync(ONE.replace('"b"', '"größe 名前"'));
    const { url } = await serving((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body),
    );
    expect((await clientOf(url).instant('up', at(1))).rows).toEqual([['größe 名前', 2]]);
  });

  it('learns the scrape interval from targets, else from the configuration, else not at all', async () => {
    const answers: Record<string, string> = {};
    const { url } = await serving((response, { url: path }) => {
      const found = Object.keys(answers).find((one) => path.includes(one));
      if (found === undefined) response.writeHead(404).end('404 page not found');
      else response.end(`{"status":"success","data":${answers[found]}}`);
    });
    const client = clientOf(url);
    expect(await client.scrapeIntervalSeconds()).toBeNull();
    answers['status/config'] = JSON.stringify({
      yaml: 'global:\n  scrape_timeout: 10s\n  scrape_interval: 1m30s\nscrape_configs: []\n',
    });
    expect(await client.scrapeIntervalSeconds()).toBe(90);
    answers.targets =
      '{"activeTargets":[{"scrapeInterval":"5s"},{"scrapeInterval":"5s"},{"scrapeInterval":"1m"}]}';
    expect(await client.scrapeIntervalSeconds()).toBe(5);
  });
});
