// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { panelFrames } from '@/components/dashboards/data/panel-frames';
import { DashboardProvider, type DashboardView } from '@/components/dashboards/view/dashboard-context';
import { panelSchema } from '@/lib/dashboards/model/panel';
import { StateTimelinePanel } from './state-timeline-panel';

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 100));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('leads from a state to where its link says, with the value and its instant put in', () => {
  const panel = panelSchema.parse({
    ...{ type: 'statetimeline', id: 1, title: 'States', place: { x: 0, y: 0, w: 12, h: 4 } },
    targets: [{ refId: 'A', expr: 'up' }],
    field: {
      defaults: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: as dashboards write it
        links: [{ title: 'Open', url: '/graph?at=${__value.time}&up=${__value.raw}' }],
      },
    },
  });
  if (panel.type !== 'statetimeline') throw new Error('another panel');
  const window_ = { fromMs: 0, toMs: 60_000 };
  const series = [{ labels: { job: 'api' }, points: [[0, 1] as const, [15, 1] as const, [30, 0] as const] }];
  const asked = panel.targets.map((target) => ({
    target,
    request: { expr: 'up', mode: 'range', ...window_, stepMs: 15_000 } as const,
    outcome: { kind: 'series', series, found: 1, warnings: [], infos: [], seconds: 0.1 } as never,
  }));
  const view = {
    plan: {
      window: window_,
      dashboard: { uid: 'u', title: 't' },
      variables: [],
      chosen: new Map(),
      zone: 'UTC',
    },
  } as unknown as DashboardView;
  const data = { ...panelFrames(panel, asked), asked, window: window_, stepMs: 15_000 } as never;
  render(
    <DashboardProvider value={view}>
      <StateTimelinePanel panel={panel} data={data} height={80} />
    </DashboardProvider>,
  );
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/graph?at=0&up=1',
    '/graph?at=30000&up=0',
  ]);
});
