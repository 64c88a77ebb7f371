// @vitest-environment jsdom
/** The tooltip under the pointer, and those of the other charts that follow it. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CursorProvider, CursorStore } from '@/components/dashboards/view/cursor';
import { DashboardProvider, type DashboardView } from '@/components/dashboards/view/dashboard-context';
import { InViewContext } from '@/components/dashboards/view/use-in-view';
import { newDashboard } from '@/lib/dashboards/edit/copy';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { chartRows } from './chart-rows';
import { drawnSeries } from './drawn-series';
import { chartGeometry } from './geometry';
import { ChartOverlay } from './overlay';
import { panelAxis } from './panel-axis';

const HOUR = 3_600_000;

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 200));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** Two charts of a line at 1 and one at 9 over an hour, 600 × 200. */
function show(cursor: Dashboard['cursor'], mode: 'single' | 'all' = 'all', zoom = vi.fn(), inView = true) {
  const dashboard: Dashboard = { ...newDashboard('Two', new Set()), cursor };
  const window = { fromMs: 0, toMs: HOUR };
  const view: DashboardView = {
    dashboard,
    plan: { window, dashboard, variables: [], chosen: new Map(), zone: 'UTC', scrapeMs: 15_000 },
    ...{ variables: [], marks: [], alone: null, zoom, open: vi.fn(), inspect: vi.fn() },
  };
  const times = Array.from({ length: 61 }, (_, at) => at * 60_000);
  const frames = (['low', 'high'] as const).map((name, at) => ({
    refId: 'A',
    fields: [
      { name: 'Time', type: 'time' as const, labels: {}, values: times },
      { name, type: 'number' as const, labels: {}, values: times.map(() => 1 + at * 8) },
    ],
  }));
  const series = drawnSeries(frames as never, { defaults: {}, overrides: [] });
  const { rows, extent } = chartRows(series, 600);
  const geometry = chartGeometry({
    ...{ width: 600, height: 200, ...window, right: null },
    left: { axis: panelAxis(series, extent.left), series },
  });
  const chart = (title: string) => (
    <section aria-label={title}>
      <ChartOverlay
        {...{ title, geometry, series, rows, times, marks: [] }}
        tooltip={{ mode, sort: 'desc' }}
      />
    </section>
  );
  render(
    <DashboardProvider value={view}>
      <CursorProvider value={new CursorStore()}>
        {chart('First')}
        <InViewContext value={inView}>{chart('Second')}</InViewContext>
      </CursorProvider>
    </DashboardProvider>,
  );
  const image = (title: string) =>
    within(screen.getByLabelText(title, { selector: 'section' })).getByRole('img');
  return { image, shown: (title: string) => image(title).textContent ?? '' };
}

const middle = { clientX: 300, clientY: 20, pointerId: 1, button: 0 };

it('tells all series of the chart that is pointed at, and of no other', () => {
  const { image, shown } = show('line');
  fireEvent.pointerMove(image('First'), middle);
  expect(shown('First')).toMatch(/high9.*low1/);
  expect(shown('Second')).toBe('');
  fireEvent.pointerLeave(image('First'));
  expect(shown('First')).toBe('');
});

it('tells the same instant of every chart where the dashboard shares its tooltips', () => {
  const { image, shown } = show('tooltip');
  fireEvent.pointerMove(image('First'), middle);
  expect(shown('Second')).toBe(shown('First'));
  expect(shown('Second')).toMatch(/high9.*low1/);
});

it('leaves alone what is not on the screen', () => {
  const { image, shown } = show('tooltip', 'all', vi.fn(), false);
  fireEvent.pointerMove(image('First'), middle);
  expect(shown('First')).toMatch(/high9.*low1/);
  expect(shown('Second')).toBe('');
});

it('tells the nearest series alone where the panel wants one', () => {
  const { image, shown } = show('line', 'single');
  fireEvent.pointerMove(image('First'), middle);
  expect(shown('First')).toMatch(/high9$/);
  fireEvent.pointerMove(image('First'), { ...middle, clientY: 170 });
  expect(shown('First')).toMatch(/low1$/);
});

it('is pinned by a click and let go by the next or by Escape, and a drag still zooms', () => {
  const zoom = vi.fn();
  const { image, shown } = show('line', 'all', zoom);
  HTMLElement.prototype.setPointerCapture = vi.fn();
  const click = () => {
    fireEvent.pointerDown(image('First'), middle);
    fireEvent.pointerUp(image('First'), middle);
  };
  click();
  fireEvent.pointerLeave(image('First'));
  expect(shown('First')).toContain('Pinned');
  fireEvent.keyDown(window, { key: 'Escape' });
  expect(shown('First')).toBe('');
  click();
  click();
  expect(shown('First')).not.toContain('Pinned');
  fireEvent.pointerDown(image('First'), middle);
  fireEvent.pointerMove(image('First'), { ...middle, clientX: 400 });
  fireEvent.pointerUp(image('First'), { ...middle, clientX: 400 });
  expect(zoom).toHaveBeenCalledOnce();
});

it('widens to twice the span by a double click, with nothing left pinned', () => {
  const zoom = vi.fn();
  const { image, shown } = show('line', 'all', zoom);
  HTMLElement.prototype.setPointerCapture = vi.fn();
  fireEvent.pointerDown(image('First'), middle);
  fireEvent.pointerUp(image('First'), middle);
  fireEvent.doubleClick(image('First'));
  expect(shown('First')).not.toContain('Pinned');
  expect(zoom.mock.calls).toEqual([[-HOUR / 2, HOUR * 1.5]]);
});
