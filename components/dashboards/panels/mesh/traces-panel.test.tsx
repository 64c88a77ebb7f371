// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DashboardProvider, type DashboardView } from '@/components/dashboards/view/dashboard-context';
import { type Panel, panelSchema } from '@/lib/dashboards/model/panel';
import { TracesPanel } from './traces-panel';

const asked: string[] = [];
beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return Response.json(
      { code: 'source-unreachable', message: 'Jaeger does not answer.', requestId: 'r' },
      { status: 502 },
    );
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(part: object, variables: readonly { readonly name: string }[] = []) {
  const panel = panelSchema.parse({
    type: 'traces',
    id: 1,
    title: 'Traces',
    place: { x: 0, y: 0, w: 12, h: 8 },
    ...part,
  }) as Extract<Panel, { type: 'traces' }>;
  const view = {
    variables: [],
    plan: {
      window: { fromMs: 60_000, toMs: 120_000 },
      dashboard: { uid: 'u', title: 't' },
      variables,
      chosen: new Map([
        ['service', { values: ['cart'], texts: ['cart'], multi: false }],
        ['namespace', { values: ['shop'], texts: ['shop'], multi: false }],
      ]),
      zone: 'UTC',
      scrapeMs: 15_000,
    },
  } as unknown as DashboardView;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(
    <QueryClientProvider client={client}>
      <DashboardProvider value={view}>
        <TracesPanel panel={panel} />
      </DashboardProvider>
    </QueryClientProvider>,
  );
}

it('searches the service of its variables in its own time, and says what went wrong', async () => {
  show({ service: '$service.$namespace', expression: 'error and service = $service', limit: 7 });
  expect(await screen.findByText(/Jaeger does not answer/)).toBeTruthy();
  const search = new URL(asked.find((path) => path.startsWith('/api/traces?')) ?? '', 'http://x')
    .searchParams;
  expect(Object.fromEntries(search)).toEqual({
    from: '60',
    to: '120',
    service: 'cart.shop',
    q: 'error and service = cart',
    limit: '7',
  });
});

it('says so where no service is named, and asks nothing', () => {
  show({ service: '' });
  expect(screen.getByText(/its name is empty/)).toBeTruthy();
  expect(asked).toEqual([]);
});

it('waits for its variables: a name that is not known yet is nothing to search for', () => {
  show({ service: '$service.$zone' }, [{ name: 'service' }, { name: 'zone' }]);
  expect(screen.getByText('$zone has no value yet.')).toBeTruthy();
  expect(asked).toEqual([]);
});
