// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { DashboardProvider, type DashboardView } from '@/components/dashboards/view/dashboard-context';
import { type Panel, panelSchema } from '@/lib/dashboards/model/panel';
import { MeshGraphPanel } from './mesh-graph-panel';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const panel = panelSchema.parse({
  ...{ type: 'servicegraph', id: 1, title: 'Graph', place: { x: 0, y: 0, w: 12, h: 8 } },
  namespaces: '$namespace',
}) as Extract<Panel, { type: 'servicegraph' }>;

function show(chosen: ReadonlyMap<string, object>) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return new Promise(() => {});
  });
  const view = {
    variables: [],
    plan: {
      window: { fromMs: 60_000, toMs: 120_000 },
      ...{ dashboard: { uid: 'u', title: 't' }, variables: [{ name: 'namespace' }], chosen, zone: 'UTC' },
    },
  } as unknown as DashboardView;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <DashboardProvider value={view}>
        <MeshGraphPanel panel={panel} />
      </DashboardProvider>
    </QueryClientProvider>,
  );
  return asked;
}

it('asks for the namespace of its variable', async () => {
  const asked = show(new Map([['namespace', { values: ['shop'], texts: ['shop'], multi: false }]]));
  await vi.waitFor(() => expect(asked.join(' ')).toContain('namespaces=shop'), { timeout: 20_000 });
});

it('waits for its variable: its name in place of a value is no namespace, and was refused', () => {
  const asked = show(new Map());
  expect(screen.getByText('$namespace has no value yet.')).toBeTruthy();
  expect(asked).toEqual([]);
});
