/** When things were seen, in a real Prometheus: counters that begin, rest and fail are written, and looked for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import type { SightingPort, SightingQuery } from '@/lib/insight/timeline/sightings';
import { createPrometheusClient } from '@/lib/prometheus/client';
import { istioSightings } from './sightings';

const SCRAPE = 15;
const STEP = 60;
/** On a multiple of the step, and old enough to be nobody's present. */
const FROM = 1_700_000_040;
const TO = FROM + 2400;
const QUERY: SightingQuery = { window: { fromSeconds: FROM, toSeconds: TO }, stepSeconds: STEP };

/** What a counter gains a second, by seconds from the beginning; null = it is not scraped. */
type Gain = (second: number) => number | null;
const always: Gain = () => 1;
const from =
  (begin: number, gain = 1): Gain =>
  (second) =>
    second < begin ? null : gain;
const between =
  (begin: number, end: number, gain = 1): Gain =>
  (second) =>
    second >= begin && second < end ? gain : 0;

function counter(name: string, labels: Readonly<Record<string, string>>, gain: Gain): RemoteSeries {
  const samples: [number, number][] = [];
  let value = 0;
  for (let second = 0; second <= TO - FROM; second += SCRAPE) {
    const gained = gain(second);
    if (gained === null) continue;
    value += gained * SCRAPE;
    samples.push([(FROM + second) * 1000, value]);
  }
  return { labels: { __name__: name, ...labels }, samples };
}

function serving(app: string, version: string, more: Readonly<Record<string, string>> = {}) {
  return {
    reporter: 'destination',
    destination_workload_namespace: 'shop',
    destination_canonical_service: app,
    destination_canonical_revision: version,
    destination_service_namespace: 'shop',
    destination_service_name: app,
    request_protocol: 'http',
    response_code: '200',
    response_flags: '-',
    ...more,
  };
}

const requests = (labels: Readonly<Record<string, string>>, gain: Gain) =>
  counter('istio_requests_total', labels, gain);

const SERIES: readonly RemoteSeries[] = [
  // catalog: v2 appears after 20 minutes.
  requests(serving('catalog', 'v1'), always),
  requests(serving('catalog', 'v2'), from(1200)),
  // A database speaks TCP alone: v9 appears after 15 minutes, v8 is there and rests.
  counter('istio_tcp_sent_bytes_total', serving('ledger', 'v8'), between(0, 900, 100)),
  counter('istio_tcp_received_bytes_total', serving('ledger', 'v9'), from(900, 100)),
  // Nobody's version is none.
  requests(serving('shadow', 'unknown'), always),
  // payment: callers see a third fail from minute 10 to 20, the server sees nothing of it.
  requests(serving('payment', 'v1', { reporter: 'source' }), always),
  requests(
    serving('payment', 'v1', { reporter: 'source', response_code: '503', response_flags: 'UO' }),
    between(600, 1200, 0.5),
  ),
  requests(serving('payment', 'v1'), always),
  // cart: one of its two versions fails by half, which is an eleventh of the whole.
  requests(serving('cart', 'v1', { reporter: 'source' }), () => 10),
  requests(serving('cart', 'v2', { reporter: 'source' }), () => 1),
  requests(serving('cart', 'v2', { reporter: 'source', response_code: '500' }), between(600, 1200)),
  // gRPC fails by its status, with HTTP 200; only the server tells.
  requests(serving('quotes', 'v1', { request_protocol: 'grpc', grpc_response_status: '0' }), always),
  requests(
    serving('quotes', 'v1', { request_protocol: 'grpc', grpc_response_status: '13' }),
    between(600, 1200),
  ),
  // Injected faults and what is blocked by intention are no incidents.
  requests(serving('drill', 'v1', { reporter: 'source' }), always),
  requests(
    serving('drill', 'v1', { reporter: 'source', response_code: '500', response_flags: 'FI' }),
    between(600, 1200, 5),
  ),
  requests(serving('BlackHoleCluster', 'unknown', { reporter: 'source', response_code: '502' }), always),
  counter('istio_build', { component: 'proxy', tag: '1.27.0' }, () => 0),
  counter('istio_build', { component: 'proxy', tag: '1.28.0' }, from(1800, 0)),
  counter('istio_build', { component: 'pilot', tag: '1.29.0' }, () => 0),
  counter(
    'periplus_object_version',
    {
      object_group: 'networking.istio.io',
      object_kind: 'Gateway',
      object_namespace: '',
      object_name: 'edge',
    },
    between(600, 615, 1),
  ),
];

const clientOf = (url: string) =>
  createPrometheusClient({
    url: new URL(url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
    labelMatchers: [],
  });

let prometheus: RunningPrometheus;
let sightings: SightingPort;
beforeAll(async () => {
  prometheus = await startPrometheus();
  await remoteWrite(prometheus.url, SERIES);
  sightings = istioSightings(clientOf(prometheus.url), async () => SCRAPE);
}, 120_000);
afterAll(() => prometheus?.stop());

/** First and last look, in seconds from the beginning. */
function spanOf(seconds: readonly number[]): readonly [number, number] {
  return [(seconds[0] ?? Number.NaN) - FROM, (seconds.at(-1) ?? Number.NaN) - FROM];
}

describe('sightings in Prometheus', () => {
  it('finds versions from their first look on, of requests and of TCP alone', async () => {
    const found = new Map(
      (await sightings.versions(QUERY)).map((one) => [
        `${one.namespace}/${one.app} ${one.version}`,
        one.seenSeconds,
      ]),
    );
    expect([...found.keys()].filter((name) => /catalog|ledger|shadow/.test(name)).sort()).toEqual([
      'shop/catalog v1',
      'shop/catalog v2',
      'shop/ledger v8',
      'shop/ledger v9',
    ]);
    // A counter is known from its second sample on.
    expect(spanOf(found.get('shop/catalog v1') ?? [])).toEqual([STEP, TO - FROM]);
    expect(spanOf(found.get('shop/catalog v2') ?? [])).toEqual([1200 + STEP, TO - FROM]);
    expect(spanOf(found.get('shop/ledger v8') ?? [])).toEqual([STEP, 900]);
    expect(spanOf(found.get('shop/ledger v9') ?? [])).toEqual([900 + STEP, TO - FROM]);
  });

  it('finds releases of the proxies, and not of the control plane', async () => {
    const found = await sightings.proxies(QUERY);
    expect(found.map(({ tag, seenSeconds }) => [tag, ...spanOf(seenSeconds)])).toEqual([
      ['1.27.0', 0, TO - FROM],
      ['1.28.0', 1800, TO - FROM],
    ]);
  });

  it('finds failures by the word of callers, else of servers, for a service and for a version that fails alone', async () => {
    const found = await sightings.failures({ ...QUERY, from: 0.1 });
    const names = found.map(({ service, version }) => `${service} ${version ?? 'as a whole'}`).sort();
    expect(names).toEqual(['cart v2', 'payment as a whole', 'payment v1', 'quotes as a whole', 'quotes v1']);
    const highest = (service: string, version: string | null) =>
      Math.max(
        ...(found
          .find((one) => one.service === service && one.version === version)
          ?.points.map(([, share]) => share) ?? []),
      );
    expect(highest('payment', null)).toBeCloseTo(1 / 3, 6);
    expect(highest('cart', 'v2')).toBeCloseTo(0.5, 6);
    expect(highest('quotes', null)).toBeCloseTo(0.5, 6);
  });

  it('finds them from the first one on where any counts', async () => {
    const found = await sightings.failures({ ...QUERY, from: 0 });
    const cart = found.find(({ service, version }) => service === 'cart' && version === null);
    expect(Math.max(...(cart?.points ?? []).map(([, share]) => share))).toBeCloseTo(1 / 12, 6);
    expect(found.flatMap(({ points }) => points).every(([, share]) => share > 0)).toBe(true);
    expect(found.some(({ service }) => service === 'drill' || service === 'BlackHoleCluster')).toBe(false);
  });

  it('finds objects with the figure that changes with them', async () => {
    const [gateway, ...rest] = await sightings.objects(QUERY);
    expect(rest).toEqual([]);
    expect(gateway).toMatchObject({
      group: 'networking.istio.io',
      kind: 'Gateway',
      namespace: null,
      name: 'edge',
    });
    const changes = gateway?.points.filter(([, value], at, all) => at > 0 && value !== all[at - 1]?.[1]);
    expect(changes?.map(([at]) => at - FROM)).toEqual([600]);
  });

  it('looks for nothing in a window that holds no look', async () => {
    const window = { fromSeconds: TO, toSeconds: FROM };
    expect(await sightings.versions({ ...QUERY, window })).toEqual([]);
  });
});
