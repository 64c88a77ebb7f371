import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoPods } from '@/demo/pods/server';
import { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { NOW, shippedPast } from '@/demo/traffic/sample-mesh';
import type { LogEvent, LogsQuery } from '@/lib/logs/contract';
import { openLogs } from '@/lib/logs/events';
import { readLine } from '@/lib/logs/read-line';
import { loadComparison, loadDetail, loadOverview, loadSection, loadTableVerdict } from '@/lib/proxies/load';
import { type PodPorts, podPortsAt } from './pod-ports';

const query = (namespace: string, sources: string[], more: Partial<LogsQuery> = {}): LogsQuery => ({
  namespace,
  sources,
  follow: false,
  previous: false,
  tail: 20,
  since: undefined,
  until: undefined,
  find: '',
  pattern: false,
  ...more,
});

async function eventsOf(
  ports: PodPorts,
  asked: LogsQuery,
  signal = new AbortController().signal,
): Promise<LogEvent[]> {
  const found: LogEvent[] = [];
  for await (const event of await openLogs(ports.logs, asked, signal)) found.push(event);
  return found;
}

describe('the demo behind the API server’s paths', () => {
  let ports: PodPorts;
  let stop: () => Promise<void>;
  const podOf = async (namespace: string, workload: string) => {
    const [pod] = await ports.pods.pods(namespace, workload);
    if (pod === undefined) throw new Error(`no pod of ${workload}`);
    return { namespace, pod: pod.name };
  };

  beforeAll(async () => {
    const traffic = new MeshTraffic(shippedPast(), { samples: 20 });
    const server = await startDemoPods({ traffic: () => traffic, now: () => NOW });
    ports = podPortsAt(new URL(server.url));
    stop = () => server.stop();
  });
  afterAll(() => stop());

  it('merges the lines of several containers by time and ends with a word', async () => {
    const { pod } = await podOf('bookinfo', 'productpage-v1');
    const events = await eventsOf(ports, query('bookinfo', [`${pod}/productpage`, `${pod}/istio-proxy`]));
    const times = events.flatMap((event) => (event.kind === 'line' ? [event.timeMs ?? 0] : []));
    expect(times.length).toBeGreaterThan(20);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(events.at(-1)).toMatchObject({ kind: 'end', because: 'complete' });
    const texts = events.flatMap((event) =>
      event.kind === 'line' && event.source === 1 ? [event.text] : [],
    );
    expect(texts.some((text) => readLine(text).access?.upstreamCluster?.startsWith('outbound|9080|'))).toBe(
      true,
    );
  });

  it('filters on the server and names a container that does not exist', async () => {
    const { pod } = await podOf('bookinfo', 'productpage-v1');
    const events = await eventsOf(
      ports,
      query('bookinfo', [`${pod}/istio-proxy`], { find: 'GET /reviews', tail: 50 }),
    );
    const lines = events.filter(({ kind }) => kind === 'line');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((event) => event.kind === 'line' && event.text.includes('GET /reviews'))).toBe(true);
    await expect(eventsOf(ports, query('bookinfo', [`${pod}/nothing`]))).rejects.toThrow('not valid for pod');
    const both = await eventsOf(ports, query('bookinfo', [`${pod}/productpage`, `${pod}/nothing`]));
    expect(both.find(({ kind }) => kind === 'notice')).toMatchObject({ source: 1 });
  });

  it('reads every section of a proxy, finds one resource, and tells no key', async () => {
    const proxy = await podOf('bookinfo', 'productpage-v1');
    for (const section of ['clusters', 'endpoints', 'listeners', 'routes', 'secrets', 'bootstrap'] as const) {
      const answer = await loadSection(ports, proxy, { section, search: '', nowSeconds: NOW });
      expect([section, answer.total > 0, answer.rows.length > 0]).toEqual([section, true, true]);
    }
    const routes = await loadSection(ports, proxy, { section: 'routes', search: 'reviews', nowSeconds: NOW });
    const row = routes.rows.find(({ from }) => from?.name === 'reviews');
    expect(row?.from).toMatchObject({ kind: 'VirtualService', namespace: 'bookinfo' });
    const detail = await loadDetail(ports, proxy, 'routes', row?.id ?? '');
    expect(JSON.stringify(detail.json)).toContain('virtual-service/reviews');
    for await (const { value } of ports.proxies.dump(proxy, 'config')) {
      expect(JSON.stringify(value)).not.toContain(Buffer.from('[redacted]').toString('base64'));
    }
  });

  it('says which types are in step, and compares what was sent with what is held', async () => {
    const proxy = await podOf('bookinfo', 'productpage-v1');
    const { sync } = await loadOverview(ports, proxy);
    expect(sync?.types.map(({ type, state }) => [type, state])).toContainEqual(['RDS', 'synced']);
    const { types } = await loadComparison(ports, proxy);
    expect(types.map(({ type }) => type)).toEqual(['clusters', 'listeners', 'routes', 'endpoints']);
    expect(types.map(({ same, missing, extra, changed }) => [same > 0, missing, extra, changed])).toEqual(
      types.map(() => [true, [], [], []]),
    );
    const late = await podOf('shop', 'recommendation');
    expect((await loadOverview(ports, late)).sync?.types).toContainEqual(
      expect.objectContaining({ type: 'RDS', state: 'stale' }),
    );
  });

  it('asks the proxy’s own table for a route', async () => {
    const proxy = await podOf('bookinfo', 'productpage-v1');
    const question = { host: 'reviews', port: 9080, method: 'GET', path: '/reviews/1', headers: {} };
    const { verdict } = await loadTableVerdict(ports, proxy, question);
    expect(verdict).toMatchObject({ kind: 'routed', from: { name: 'reviews' } });
    expect(verdict.clusters.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('sets a level and reads it back; a port that nobody listens on is said', async () => {
    const proxy = await podOf('bookinfo', 'details-v1');
    const levels = await ports.proxies.setLogLevel(proxy, 'envoy', { logger: 'http', level: 'debug' });
    expect([levels.get('http'), levels.get('rbac')]).toEqual(['debug', 'warning']);
    const plain = await podOf('shop', 'invoice');
    await expect(ports.proxies.read(plain, 'server-info')).rejects.toThrow('connection refused');
  });
});

describe('an API server that refuses, breaks off or goes on for ever', () => {
  let server: Server;
  let ports: PodPorts;
  let closed: Promise<void>;
  beforeAll(async () => {
    let tell: () => void = () => undefined;
    closed = new Promise((resolve) => {
      tell = resolve;
    });
    server = createServer((request, response) => {
      const path = request.url ?? '';
      if (path.includes('/denied/')) {
        const refusal = {
          kind: 'Status',
          reason: 'Forbidden',
          code: 403,
          message: 'pods "denied" is forbidden',
        };
        response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(refusal));
      } else if (path.includes('/cut/')) {
        response.writeHead(200, { 'content-length': 1000 });
        response.write('2026-11-26T06:11:16Z before\n', () => request.socket.destroy());
      } else {
        response.writeHead(200);
        response.write('2026-11-26T06:11:16Z first\n');
        response.once('close', tell);
      }
    });
    server.on('upgrade', (_request, socket) => {
      const body = JSON.stringify({
        kind: 'Status',
        reason: 'Forbidden',
        code: 403,
        message: 'cannot create pods/portforward',
      });
      socket.end(
        `HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    ports = podPortsAt(new URL(`http://127.0.0.1:${address.port}`));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('says which right is missing and which role gives it', async () => {
    await expect(eventsOf(ports, query('a', ['denied/app']))).rejects.toMatchObject({
      code: 'forbidden',
      hint: expect.stringContaining('periplus-viewer'),
    });
    await expect(ports.proxies.read({ namespace: 'a', pod: 'b' }, 'server-info')).rejects.toMatchObject({
      code: 'forbidden',
      hint: expect.stringContaining('periplus-proxy-viewer'),
    });
  });

  it('keeps what came before a connection broke, and says that it broke', async () => {
    const events = await eventsOf(ports, query('a', ['cut/app']));
    expect(events.map(({ kind }) => kind)).toEqual(['line', 'notice', 'end']);
  });

  it('hangs up when the reader leaves a log that is followed', async () => {
    const leave = new AbortController();
    const events = await openLogs(ports.logs, query('a', ['slow/app'], { follow: true }), leave.signal);
    expect((await events.next()).value).toMatchObject({ kind: 'line', text: 'first' });
    leave.abort();
    await expect(events.next()).rejects.toThrow();
    await closed;
  });
});
