// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { DashboardProvider, type DashboardView } from '@/components/dashboards/view/dashboard-context';
import { nodeGraph } from '@/lib/dashboards/display/node-graph';
import { frame } from '@/lib/dashboards/frames/frame';
import { fieldConfigSchema } from '@/lib/dashboards/model/field';
import { NodeGraphPicture } from './node-graph-picture';

afterEach(cleanup);

const column = (name: string, values: readonly (string | number)[]) => ({
  ...{ name, labels: {}, values },
  type: typeof values[0] === 'number' ? ('number' as const) : ('string' as const),
});
const view = {
  plan: {
    window: { fromMs: 0, toMs: 1000 },
    ...{
      dashboard: { uid: 'u', title: 't' },
      variables: [],
      chosen: new Map(),
      zone: 'UTC',
      scrapeMs: 15_000,
    },
  },
} as unknown as DashboardView;

it('draws a card for each node and a line with its figure for each edge, also from a node to itself', () => {
  const graph = nodeGraph(
    [
      frame('A', [
        column('source', ['web', 'cart']),
        column('target', ['cart', 'cart']),
        column('mainstat', [7, 3]),
      ]),
      frame('B', [column('id', ['web', 'cart']), column('title', ['<b>Web</b>', 'Cart'])]),
    ],
    {
      field: fieldConfigSchema.parse({
        defaults: {},
        overrides: [
          {
            matcher: { by: 'name', name: 'id' },
            // biome-ignore lint/suspicious/noTemplateCurlyInString: as dashboards write it
            options: { links: [{ title: 'Graph', url: '/graph?node=${__value.raw}', newTab: false }] },
          },
        ],
      }),
      nodeUnits: { main: '', secondary: '' },
      edgeUnits: { main: 'reqps', secondary: '' },
      arcs: [],
    },
  );
  if (graph === null) throw new Error('no graph');
  const { container } = render(
    <DashboardProvider value={view}>
      <NodeGraphPicture title="Calls" graph={graph} width={600} height={300} />
    </DashboardProvider>,
  );
  expect(screen.getByLabelText('Calls: 2 nodes, 2 edges')).toBeTruthy();
  expect(screen.getAllByRole('article').map((card) => card.getAttribute('title'))).toEqual([
    '<b>Web</b>',
    'Cart',
  ]);
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/graph?node=web',
    '/graph?node=cart',
  ]);
  expect([...container.querySelectorAll('title')].map(({ textContent }) => textContent)).toEqual([
    'web → cart, 7 req/s',
    'cart → cart, 3 req/s',
  ]);
});
