import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { beginHistory } from '@/demo/traffic/history';
import { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { SEED, shippedObjects } from '@/demo/traffic/sample-mesh';
import { type JaegerServer, jaegerIsBuilt, startJaeger } from '@/e2e/servers/jaeger/start';
import { type Pushing, pushTraces } from './push';
import { searchTraces } from './search';

const BACK_SECONDS = 120;
const begun = Date.now() / 1000;

describe.skipIf(!jaegerIsBuilt())('sending the demo’s traces to a real Jaeger', () => {
  let server: JaegerServer;
  let pushing: Pushing;
  let traffic: MeshTraffic;
  const said: string[] = [];

  beforeAll(async () => {
    traffic = new MeshTraffic(beginHistory(SEED, begun - 3600, shippedObjects()), { samples: 100 });
    server = await startJaeger();
    pushing = push();
    await pushing.pastSent;
  });
  afterAll(async () => {
    await pushing?.stop();
    await server?.stop();
  });

  const push = () =>
    pushTraces({
      traffic: () => traffic,
      queryUrl: server.queryUrl,
      otlpUrl: server.otlpUrl,
      backSeconds: BACK_SECONDS,
      say: (line) => said.push(line),
    });

  interface Found {
    readonly traceID: string;
    readonly spans: readonly unknown[];
  }

  async function found(from: number, to: number): Promise<ReadonlyMap<string, number>> {
    const url = new URL('/api/traces', server.queryUrl);
    const window = { start: String(Math.round(from * 1e6)), end: String(Math.round(to * 1e6)) };
    url.search = new URLSearchParams({ service: 'frontend.shop', limit: '1000', ...window }).toString();
    const body = (await (await fetch(url)).json()) as { data: readonly Found[] };
    return new Map(body.data.map(({ traceID, spans }) => [traceID, spans.length]));
  }

  async function expected(
    from: number,
    to: number,
    nowSeconds: number,
  ): Promise<ReadonlyMap<string, number>> {
    const search = {
      service: 'frontend.shop',
      operation: null,
      tags: {},
      minDurationUs: null,
      maxDurationUs: null,
      startUs: from * 1e6,
      endUs: to * 1e6,
      limit: 1000,
    };
    const traces = await searchTraces(traffic, search, { keptSeconds: 600, nowSeconds });
    return new Map(traces.map((spans) => [spans[0]?.traceId ?? '', spans.length]));
  }

  it('lays down the past, every trace once', async () => {
    const [from, to] = [begun - BACK_SECONDS + 50, begun - 45];
    const past = await found(from, to);
    expect(past.size).toBeGreaterThan(5);
    expect(past).toEqual(await expected(from, to, begun));
  });

  it('goes on with the traces that end now', async () => {
    const from = Date.now() / 1000;
    await vi.waitFor(async () => expect((await found(from, from + 60)).size).toBeGreaterThan(2), {
      timeout: 30_000,
      interval: 500,
    });
  });

  it('sends nothing twice to a Jaeger that was there before', async () => {
    await pushing.stop();
    const [from, to] = [begun - BACK_SECONDS + 50, begun];
    const before = await found(from, to);
    pushing = push();
    await pushing.pastSent;
    expect(await found(from, to)).toEqual(before);
    expect(said.filter((line) => line.includes('no longer'))).toEqual([]);
  });
});
