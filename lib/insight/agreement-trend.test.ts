import { describe, expect, it } from 'vitest';
import type { GraphNode } from '@/lib/graph/contract';
import { Fault } from '@/lib/mesh/fault';
import type { SeriesPort, SeriesQuery } from '@/lib/metrics/series';
import { loadTrend, trendSelections } from './agreement-trend';
import type { ObservedCall } from './observed-calls';

const WINDOW = { fromSeconds: 0, toSeconds: 600 };
const PRODUCTPAGE = 'wl/-/bookinfo/productpage-v1';

function call(target: string, host: string | null): ObservedCall {
  const node = (id: string) => ({ id }) as GraphNode;
  return { source: node(PRODUCTPAGE), target: node(target), host, ratePerSecond: 1 };
}

const REVIEWS = [
  call('wl/-/bookinfo/reviews-v1', 'reviews.bookinfo.svc.cluster.local'),
  call('wl/-/bookinfo/reviews-v3', 'reviews.bookinfo.svc.cluster.local'),
];

function series(points: readonly (readonly (number | null)[])[]): SeriesPort & { asked: SeriesQuery[] } {
  const asked: SeriesQuery[] = [];
  return {
    asked,
    scrapeIntervalSeconds: async () => 15,
    charts: async (query) => {
      asked.push(query);
      const all = points.map((values, at) => ({
        name: `${at}xx`,
        points: values.map((value, index): [number, number | null] => [index * 20, value]),
      }));
      return { charts: [{ id: 'requests', unit: 'requestsPerSecond', series: all }], warnings: [] };
    },
  };
}

describe('the trend of observed requests', () => {
  it('asks once for a caller and a service, however many workloads answer', () => {
    expect(trendSelections(REVIEWS)).toEqual([
      {
        source: { cluster: null, namespace: 'bookinfo', workload: 'productpage-v1' },
        service: { namespace: 'bookinfo', name: 'reviews' },
      },
    ]);
  });

  it('asks for a host outside the mesh by its node, and for nothing where only connections were seen', () => {
    const [outside] = trendSelections([call('svc/-/-/api.example.com', 'api.example.com')]);
    expect(outside?.service).toMatchObject({ name: 'api.example.com' });
    expect(trendSelections([call('wl/-/shop/db', null)])).toEqual([]);
  });

  it('adds up how requests ended, and leaves gaps', async () => {
    const port = series([
      [1, 2, null],
      [0.5, null, null],
    ]);
    const { trend } = await loadTrend({ series: port }, REVIEWS, WINDOW);
    expect(trend).toEqual([1.5, 2, null]);
    expect(port.asked[0]?.only).toEqual(['requests']);
    expect(port.asked[0]?.stepSeconds).toBe(19);
  });

  it('is left out with a warning while the series cannot be read', async () => {
    const port = { ...series([]), charts: () => Promise.reject(new Fault('source-timeout', 'Too slow.')) };
    const { trend, warnings } = await loadTrend({ series: port }, REVIEWS, WINDOW);
    expect(trend).toBeNull();
    expect(warnings).toEqual([
      { source: 'prometheus', code: 'source-timeout', message: 'The trend is missing: Too slow.' },
    ]);
  });
});
