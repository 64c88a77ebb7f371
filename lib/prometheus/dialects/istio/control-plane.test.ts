import { expect, it } from 'vitest';
import type { PrometheusClient } from '@/lib/prometheus/client';
import type { Labels } from '@/lib/prometheus/response';
import { controlPlane } from './control-plane';

const window = { fromSeconds: 1_000, toSeconds: 1_600 };

type Sample = readonly [labels: Labels, value: number];

function clientWith(
  figures: readonly Sample[],
  versions: readonly Sample[],
  warnings: readonly string[] = [],
) {
  const queries: string[] = [];
  const client = {
    labelMatchers: [{ name: 'mesh', operator: '=', value: 'one' }],
    instant: async (query: string, { read }: { read: (labels: Labels, value: number) => unknown }) => {
      queries.push(query);
      const samples = query.startsWith('count by') ? versions : figures;
      const rows = samples.map(([labels, value]) => read(labels, value)).filter((row) => row !== null);
      return { rows, warnings, infos: [] };
    },
  } as unknown as PrometheusClient;
  return { client, queries };
}

it('asks two questions, with the operator’s matchers in every selector', async () => {
  const { client, queries } = clientWith([], []);
  await controlPlane(client, { window });
  expect(queries).toHaveLength(2);
  for (const query of queries) {
    const selectors = query.match(/[a-z_]+\{[^}]*\}/g) ?? [];
    expect(selectors.length).toBeGreaterThan(0);
    expect(selectors.filter((text) => !text.includes('mesh="one"'))).toEqual([]);
  }
});

it('knows of no control plane where none of its metrics are there, though proxies tell their version', async () => {
  const { client } = clientWith([], [[{ component: 'proxy', tag: '1.30.3' }, 4]]);
  expect(await controlPlane(client, { window })).toEqual({ figures: null, warnings: [] });
});

it('adds up the parts of a figure, counts over the window, and leaves unknown what is missing', async () => {
  const { client } = clientWith(
    [
      [{ figure: 'instances', part: '' }, 2],
      [{ figure: 'proxiesConnected', part: '' }, 28],
      [{ figure: 'configRejections', part: 'galley_validation_failed' }, 0.01],
      [{ figure: 'configRejections', part: 'pilot_total_rejected_configs' }, 0.005],
      [{ figure: 'rejections', part: '', type: 'eds' }, 0.001],
      [{ figure: 'rejections', part: '', type: 'lds' }, 0.01],
      [{ figure: 'p99', part: '' }, 0.4],
      [{ figure: 'p50', part: '' }, Number.NaN],
    ],
    [
      [{ component: 'pilot', tag: '1.30.3' }, 2],
      [{ component: 'proxy', tag: '1.29.0' }, 28],
      [{}, 1],
    ],
    ['cut off'],
  );
  const { figures, warnings } = await controlPlane(client, { window });
  expect(figures).toMatchObject({
    instances: 2,
    proxiesConnected: 28,
    convergenceMs: { p50: null, p99: 400 },
    pushErrors: null,
    rootCertificateExpiresSeconds: null,

    workloadCertificates: [],
    versions: [
      { component: 'proxy', version: '1.29.0', count: 28 },
      { component: 'pilot', version: '1.30.3', count: 2 },
    ],
  });
  expect(figures?.configRejections).toBeCloseTo(9);
  expect(figures?.rejections.map(({ type }) => type)).toEqual(['lds', 'eds']);
  expect(figures?.rejections[0]?.count).toBeCloseTo(6);
  expect(warnings).toEqual(['cut off', 'cut off']);
});
