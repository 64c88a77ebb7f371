import { expect, it } from 'vitest';
import { type Cell, type Frame, type FrameField, frame } from '@/lib/dashboards/frames/frame';
import { fieldConfigSchema } from '@/lib/dashboards/model/field';
import { MOST_NODES, nodeGraph } from './node-graph';

const panel = {
  field: fieldConfigSchema.parse({
    defaults: {},
    overrides: [
      { matcher: { by: 'name', name: 'arc__failed' }, options: { color: { mode: 'fixed', fixed: 'red' } } },
    ],
  }),
  nodeUnits: { main: 'reqps', secondary: 'ms' },
  edgeUnits: { main: 'percentunit', secondary: '' },
  arcs: [{ field: 'arc__ok', color: 'green' }],
};

function table(refId: string, columns: Readonly<Record<string, readonly Cell[]>>): Frame {
  const fields = Object.entries(columns).map(
    ([name, values]): FrameField => ({
      name,
      type: values.some((value) => typeof value === 'number') ? 'number' : 'string',
      labels: {},
      values,
    }),
  );
  return frame(refId, fields);
}

const NODES = table('A', {
  id: ['web', 'cart', ''],
  Title: ['The web', null, 'nobody'],
  subTitle: ['shop', '', ''],
  mainStat: [12, 0.5, 1],
  secondarystat: [250, null, null],
  arc__ok: [0.9, 1, 0],
  arc__failed: [0.1, 0, 0],
  detail__version: ['v1', null, null],
  color: ['#123456', null, null],
});
const EDGES = table('B', {
  source: ['web', 'web', 'cart', 'x'],
  target: ['cart', 'db', 'cart', ''],
  mainstat: [0.25, null, 0.5, 1],
  thickness: [40, 2, null, 1],
  strokeDasharray: ['4 2', 'url(#x)', '', ''],
});

it('reads nodes and edges by the names of their columns, and adds the ends that no row tells of', () => {
  const graph = nodeGraph([NODES, EDGES], panel);
  expect(graph?.nodes.map(({ id, title }) => [id, title])).toEqual([
    ['web', 'The web'],
    ['cart', 'cart'],
    ['db', 'db'],
  ]);
  expect(
    graph?.edges.map(({ source, target, thickness, dash }) => [source, target, thickness, dash]),
  ).toEqual([
    ['web', 'cart', 8, '4 2'],
    ['web', 'db', 2, null],
    ['cart', 'cart', null, null],
  ]);
});

it('writes figures in the units of nodes and of edges, with details, colours and parts', () => {
  const graph = nodeGraph([NODES, EDGES], panel);
  const [web] = graph?.nodes ?? [];
  expect(web).toMatchObject({
    subtitle: 'shop',
    main: { text: '12', suffix: ' req/s' },
    secondary: { text: '250', suffix: ' ms' },
    color: '#123456',
    details: [{ title: 'version', shown: { text: 'v1' } }],
    arcs: [
      { title: 'ok', share: 0.9, color: 'green' },
      { title: 'failed', share: 0.1, color: 'red' },
    ],
  });
  expect(graph?.edges[0]?.main).toMatchObject({ text: '25', suffix: '%' });
  expect(graph?.edges[1]?.main).toBeNull();
});

it('needs the columns of nodes or of edges, and either will do', () => {
  expect(nodeGraph([table('A', { app: ['a'], Value: [1] })], panel)).toBeNull();
  expect(nodeGraph([EDGES], panel)?.nodes.map(({ id }) => id)).toEqual(['web', 'cart', 'db']);
  expect(nodeGraph([NODES], panel)?.edges).toEqual([]);
});

it('draws no more than can be told apart, and counts the rest', () => {
  const many = Array.from({ length: MOST_NODES + 5 }, (_, at) => `n${at}`);
  const edges = table('B', { source: many, target: many.map((_, at) => many[(at + 1) % many.length] ?? '') });
  const graph = nodeGraph([table('A', { id: many }), edges], panel);
  expect(graph?.nodes).toHaveLength(MOST_NODES);
  expect(graph?.edges).toHaveLength(MOST_NODES - 1);
  expect(graph?.leftOut).toEqual({ nodes: 5, edges: 0 });
});
