import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import type { SubjectsPort, SubjectsQuery } from '@/lib/metrics/subjects';
import { unknownRow } from './base-rows';
import type { InventoryFigures, InventoryRow } from './contract';
import { loadSubjectFigures, withPercentiles } from './subject-figures';

const WINDOW = { fromSeconds: 1000, toSeconds: 1600 };
const CALLED: InventoryFigures = {
  direction: 'incoming',
  requestsPerSecond: 4,
  errorShare: 0,
  p95Ms: null,
  tcpBytesPerSecond: null,
  mutualTlsShare: null,
};

function row(cluster: string | null, name: string, figures: InventoryFigures | null = CALLED): InventoryRow {
  const { key: _, ...base } = unknownRow(cluster, 'shop', name);
  return { ...base, health: { kind: 'healthy' }, figures, usage: null };
}

/** Answers 10 ms for all, 20 ms by cluster, and keeps what it was asked. */
function port(asked: SubjectsQuery[]): SubjectsPort {
  return {
    async p95(query) {
      asked.push(query);
      const clusters = query.byCluster === true ? ['east', 'west'] : [null];
      const rows = clusters.map((cluster) => ({
        cluster,
        namespace: 'shop',
        name: 'cart',
        p95Ms: cluster === null ? 10 : cluster === 'east' ? 20 : 30,
      }));
      return { rows, warnings: [] };
    },
    trends: async ({ instants }) => ({
      rows: [
        {
          cluster: null,
          namespace: 'shop',
          name: 'cart',
          requestsPerSecond: instants.map(() => 4),
          errorsPerSecond: instants.map(() => 0),
        },
      ],
      warnings: [],
    }),
  };
}

describe('p95 and trends of rows', () => {
  it('are asked for the rows in sight that somebody called', async () => {
    const asked: SubjectsQuery[] = [];
    const [cart, quiet, caller] = [
      row(null, 'cart'),
      row(null, 'quiet', { ...CALLED, requestsPerSecond: null }),
      row(null, 'web', { ...CALLED, direction: 'outgoing' }),
    ];
    const rows = [cart, quiet, caller];
    const request = { kind: 'workloads', window: WINDOW, all: [...rows, row(null, 'far')], rows } as const;
    const { figures } = await loadSubjectFigures(port(asked), { ...request, trends: true });
    expect(asked.map(({ among, byCluster }) => [among?.map(({ name }) => name), byCluster])).toEqual([
      [['cart'], false],
    ]);
    expect([...figures.keys()]).toEqual([cart.id]);
    expect(figures.get(cart.id)?.p95Ms).toBe(10);
    expect(figures.get(cart.id)?.trend?.requestsPerSecond).toHaveLength(20);
    expect(withPercentiles(rows, figures).map((one) => one.figures?.p95Ms)).toEqual([10, null, null]);
  });

  it('are asked for everything to sort by them', async () => {
    const asked: SubjectsQuery[] = [];
    const all = [row(null, 'cart')];
    await loadSubjectFigures(port(asked), {
      kind: 'workloads',
      window: WINDOW,
      all,
      rows: null,
      trends: false,
    });
    expect(asked.map(({ among }) => among)).toEqual([undefined]);
  });

  it('are told apart by cluster where a name runs in several, even where its twin is not in sight', async () => {
    const asked: SubjectsQuery[] = [];
    const [east, west] = [row('east', 'cart'), row('west', 'cart')];
    const request = {
      kind: 'workloads',
      window: WINDOW,
      all: [east, west],
      rows: [west],
      trends: false,
    } as const;
    const { figures } = await loadSubjectFigures(port(asked), request);
    expect(figures.get(west.id)?.p95Ms).toBe(30);
    const services = await loadSubjectFigures(port([]), { ...request, kind: 'services' });
    expect(services.figures.get(west.id)?.p95Ms).toBe(30);
  });

  it('are missing with a warning where the source does not answer', async () => {
    const down = async () => {
      throw new Fault('source-timeout', 'Prometheus does not answer.', { source: 'prometheus' });
    };
    const cart = row(null, 'cart');
    const request = { kind: 'workloads', window: WINDOW, all: [cart], rows: [cart], trends: true } as const;
    const { figures, warnings } = await loadSubjectFigures({ p95: down, trends: down }, request);
    expect(figures.get(cart.id)).toEqual({ p95Ms: null, trend: null });
    expect(warnings.map(({ code }) => code)).toEqual(['source-timeout', 'source-timeout']);
  });
});
