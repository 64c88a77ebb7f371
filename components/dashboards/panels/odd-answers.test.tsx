// @vitest-environment jsdom
/** Each odd thing that a query may answer, or a file may hold, with its state in the panel. */

import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { panelFrames } from '@/components/dashboards/data/panel-frames';
import type { PanelData } from '@/components/dashboards/data/use-panel-data';
import { resolveVariables } from '@/components/dashboards/variables/resolve-variables';
import { DashboardProvider, type DashboardView } from '@/components/dashboards/view/dashboard-context';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { stubResizeObserver } from '@/components/ui/stub-resize-observer';
import { newDashboard } from '@/lib/dashboards/edit/copy';
import { asType, type NewPanelType, newPanel } from '@/lib/dashboards/edit/new-panel';
import { importDashboard } from '@/lib/dashboards/grafana/import';
import { panelsOf } from '@/lib/dashboards/model/dashboard';
import { type AskingPanel, asksQueries, type Panel } from '@/lib/dashboards/model/panel';
import { targetSchema } from '@/lib/dashboards/model/target';
import { variableSchema } from '@/lib/dashboards/model/variable';
import type { QueryOutcome } from '@/lib/dashboards/query/read-answer';
import { AskingBody } from './asking-body';

const window_ = { fromMs: 0, toMs: 3_600_000 };
const dashboard = newDashboard('Odd', new Set());
const view: DashboardView = {
  dashboard,
  plan: { window: window_, dashboard, variables: [], chosen: new Map(), zone: 'UTC', scrapeMs: 15_000 },
  variables: [],
  marks: [],
  zoom: vi.fn(),
  alone: null,
  open: vi.fn(),
  inspect: vi.fn(),
};

beforeEach(() => {
  stubResizeObserver();
  // jsdom measures nothing, and what has no width is not drawn.
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 300));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function panelOf(type: NewPanelType, part: Partial<AskingPanel> = {}): AskingPanel {
  const panel = newPanel(type, 1, { x: 0, y: 0, w: 12, h: 8 });
  if (!asksQueries(panel)) throw new Error(`${type} asks nothing`);
  const targets = panel.targets.map((target) => ({ ...target, expr: 'up' }));
  return { ...panel, targets, ...part } as AskingPanel;
}

function show(panel: AskingPanel, outcomes: readonly QueryOutcome[], part: Partial<PanelData> = {}) {
  const request = { expr: 'up', mode: 'range', ...window_, stepMs: 15_000 } as const;
  const asked = outcomes.map((outcome, at) => ({
    target: panel.targets[at] ?? targetSchema.parse({ refId: `Q${at}`, expr: 'up' }),
    request,
    outcome,
  }));
  const data: PanelData = {
    ...panelFrames(panel, asked),
    ...{ asked, window: window_, stepMs: 15_000 },
    ...{ isLoading: false, isFetching: false, waitsFor: [], failure: null, retry: vi.fn() },
    ...part,
  };
  render(
    <DashboardProvider value={view}>
      <AskingBody panel={panel} data={data} height={300} />
    </DashboardProvider>,
  );
  return document.body;
}

type Labels = Readonly<Record<string, string>>;
function series(...values: readonly (readonly [Labels, readonly number[]])[]): QueryOutcome {
  return {
    kind: 'series',
    series: values.map(([labels, points]) => ({
      labels,
      points: points.map((value, at) => [at * 15, value] as const),
    })) as never,
    found: values.length,
    warnings: [],
    seconds: 0.01,
  };
}

const failed = (code: string, message: string): QueryOutcome => ({
  kind: 'failed',
  code,
  message,
  hint: 'Ask for less.',
});

describe('what a query may answer', () => {
  it('says why a query failed or took too long, and what to do', () => {
    show(panelOf('timeseries'), [failed('bad-query', 'parse error: unexpected ")"')]);
    expect(screen.getByText(/parse error: unexpected/)).toBeTruthy();
    cleanup();
    show(panelOf('stat'), [failed('source-timeout', 'Prometheus did not answer within 30 s.')]);
    expect(document.body.textContent).toContain('did not answer within 30 s. Ask for less.');
  });

  it('shows what came where another query of the panel failed', () => {
    const body = show(panelOf('stat'), [series([{ job: 'a' }, [3]]), failed('bad-query', 'parse error')]);
    expect(body.textContent).toContain('3');
    expect(body.textContent).not.toContain('parse error');
  });

  it('says that no answer came at all, with the way to try again', () => {
    show(panelOf('table'), [], {
      failure: new AnswerProblem({ status: 0, code: 'offline', message: 'Periplus does not answer.' }),
    });
    expect(screen.getByText(/Periplus does not answer/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('says that nothing came, in the words of the panel where it has some', () => {
    for (const type of [
      'timeseries',
      'stat',
      'gauge',
      'bargauge',
      'table',
      'heatmap',
      'piechart',
      'statetimeline',
    ] as const) {
      expect(show(panelOf(type), [series()]).textContent, type).toContain('No data in this window.');
      cleanup();
    }
    const field = { defaults: { noValue: 'quiet' }, overrides: [] };
    expect(show(panelOf('stat', { field }), [series()]).textContent).toContain('quiet');
  });

  it.each([
    ['NaN', Number.NaN, /NaN/],
    ['+Inf', Number.POSITIVE_INFINITY, /Inf|∞/],
    ['-Inf', Number.NEGATIVE_INFINITY, /-\s?(Inf|∞)|−∞/],
  ])('shows %s as what it is, in a table and as a figure', (_, value, text) => {
    const table = show(panelOf('table'), [series([{ job: 'a' }, [value]])]);
    expect(table.textContent).toMatch(text);
    cleanup();
    for (const type of [
      'stat',
      'gauge',
      'bargauge',
      'piechart',
      'timeseries',
      'heatmap',
      'statetimeline',
    ] as const) {
      expect(show(panelOf(type), [series([{ job: 'a' }, [1, value, 2, value]])]).textContent, type).not.toBe(
        '',
      );
      cleanup();
    }
  });

  it('shows scalars and strings', () => {
    expect(show(panelOf('stat'), [series([{}, [42]])]).textContent).toContain('42');
    cleanup();
    const table = show(panelOf('table'), [{ kind: 'text', text: 'v1.2.3' }]);
    expect(table.textContent).toContain('v1.2.3');
    cleanup();
    for (const type of ['timeseries', 'stat', 'gauge', 'bargauge', 'piechart'] as const) {
      expect(show(panelOf(type), [{ kind: 'text', text: 'v1.2.3' }]).textContent, type).not.toBe('');
      cleanup();
    }
  });

  it('puts answers of different kinds into one table', () => {
    const targets = ['A', 'B'].map((refId) => targetSchema.parse({ refId, expr: 'up', format: 'table' }));
    const body = show(panelOf('table', { targets }), [
      series([{ job: 'a' }, [1]]),
      { kind: 'text', text: 'words' },
    ]);
    expect(body.textContent).not.toBe('');
  });

  it('shows series of the same name side by side', () => {
    const body = show(panelOf('stat'), [series([{ job: 'a' }, [1]], [{ job: 'a' }, [2]])]);
    expect(body.textContent).toMatch(/1.*2/s);
    cleanup();
    expect(show(panelOf('timeseries'), [series([{ job: 'a' }, [1]], [{ job: 'a' }, [2]])])).toBeTruthy();
  });

  it('draws 20,000 points with few of them, and says what the server left out', () => {
    const points = Array.from({ length: 20_000 }, (_, at) => Math.sin(at / 100));
    const answer = series([{ job: 'a' }, points]);
    show(panelOf('timeseries'), [answer]);
    const drawn = [...document.querySelectorAll('path')].map((path) => (path.getAttribute('d') ?? '').length);
    expect(Math.max(0, ...drawn)).toBeLessThan(100_000);
    const many = { ...answer, found: 30_000 } as QueryOutcome;
    const [target] = panelOf('timeseries').targets;
    if (target === undefined) throw new Error('no target');
    const request = { expr: 'up', mode: 'range', ...window_, stepMs: 15_000 } as const;
    expect(panelFrames(panelOf('timeseries'), [{ target, request, outcome: many }]).notices).toEqual([
      'Query A has 30,000 series; the first 1 are shown.',
    ]);
  });

  it('writes a unit that nobody knows behind the figure', () => {
    const field = { defaults: { unit: 'sheep' }, overrides: [] };
    expect(show(panelOf('stat', { field }), [series([{}, [7]])]).textContent).toMatch(/7\s*sheep/);
  });

  it('says which transformation failed, and shows what there was before it', () => {
    const panel = panelOf('stat', {
      transformations: [{ id: 'renameByRegex', regex: '(', renamePattern: 'x' }],
    });
    expect(show(panel, [series([{}, [7]])]).textContent).toContain('7');
  });
});

describe('what a file may hold', () => {
  const imported = (panel: object): Panel => {
    const { dashboard: read } = importDashboard(
      JSON.stringify({ title: 'Odd', schemaVersion: 39, panels: [panel] }),
    );
    const [first] = panelsOf(read);
    if (first === undefined) throw new Error('no panel');
    return first;
  };

  it('shows what it does not draw by its kind, with its queries kept', () => {
    const panel = imported({ id: 1, type: 'news', title: 'News', targets: [{ refId: 'A', expr: 'up' }] });
    if (!asksQueries(panel)) throw new Error('asks nothing');
    expect(show(panel, []).textContent).toContain('Panels of the kind "news" are not drawn here');
    expect(panel.targets[0]?.expr).toBe('up');
    expect(asType(panel, 'timeseries')).toMatchObject({ type: 'timeseries', targets: [{ expr: 'up' }] });
  });

  it('asks the one Prometheus for what names a source that there is not, and says so', () => {
    const { notes } = importDashboard(
      JSON.stringify({
        title: 'Odd',
        schemaVersion: 39,
        panels: [
          {
            id: 1,
            type: 'stat',
            datasource: { type: 'influxdb', uid: 'gone' },
            targets: [{ refId: 'A', query: 'SELECT 1' }],
          },
        ],
      }),
    );
    expect(notes.length).toBeGreaterThan(0);
  });

  it('puts sizes below nothing and places off the grid right', () => {
    const { place } = imported({ id: 1, type: 'stat', gridPos: { x: 40, y: -9, w: -3, h: 0 }, targets: [] });
    expect(place).toMatchObject({ x: 23, y: 0, w: 1, h: 1 });
  });

  it('has a state for a panel without queries, and for one that waits for a variable', () => {
    expect(show(panelOf('stat', { targets: [] }), []).textContent).toContain('This panel has no query.');
    cleanup();
    const body = show(panelOf('stat'), [], { waitsFor: ['service'] });
    expect(body.textContent).toContain('$service has no value yet.');
  });

  it('says which variables go in a circle', () => {
    const query = (name: string, of: string) =>
      variableSchema.parse({ type: 'query', name, query: `label_values(up{a="$${of}"}, b)` });
    const resolved = resolveVariables([query('one', 'two'), query('two', 'one')], {
      window: window_,
      zone: 'UTC',
      dashboard,
      asked: new Map(),
      lookup: () => [],
    });
    for (const { state } of resolved) expect(state).toMatchObject({ problem: expect.stringContaining('→') });
  });
});
