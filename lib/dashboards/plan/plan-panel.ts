/** What a panel asks: each of its queries with variables put in, its window and its step. */
import type { AskingPanel } from '@/lib/dashboards/model/panel';
import type { Target } from '@/lib/dashboards/model/target';
import type { Variable } from '@/lib/dashboards/model/variable';
import { durationMs } from '@/lib/dashboards/variables/durations';
import { globalValues, type Steps, steps } from '@/lib/dashboards/variables/globals';
import { type Chosen, interpolate, referencesIn, type Scope } from '@/lib/dashboards/variables/interpolate';
import { addMatchers, type Matcher } from '@/lib/promql/selectors';
import { panelWindow, type Window } from './panel-window';

/** One request to the query API; equal ones are asked once. */
export interface QueryRequest {
  readonly expr: string;
  readonly mode: 'range' | 'instant';
  /** Whole multiples of the step for ranges, so that equal panels ask the same; of instants only the end counts. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

export interface PlannedTarget {
  readonly target: Target;
  /** One, or for `both` an instant and a range. */
  readonly requests: readonly QueryRequest[];
}

export type PanelPlan =
  | {
      readonly kind: 'asks';
      readonly window: Window;
      readonly steps: Steps;
      readonly targets: readonly PlannedTarget[];
    }
  /** Variables that have no value yet, or that there are not. */
  | { readonly kind: 'waits'; readonly variables: readonly string[] };

export interface PlanContext {
  readonly window: Window;
  readonly dashboard: { readonly uid: string; readonly title: string };
  readonly variables: readonly Variable[];
  readonly chosen: ReadonlyMap<string, Chosen>;
  readonly zone: string;
  readonly scrapeMs: number;
  /** Points that the drawing has room for. */
  readonly width: number;
}

/** Grafana's for what has no width of its own. */
const DEFAULT_POINTS = 1000;

/** Throws `bad-request` where ad hoc filters are to be put into what is no PromQL. */
export function planPanel(panel: AskingPanel, context: PlanContext): PanelPlan {
  const waiting = waitingFor(panel, context);
  if (waiting.length > 0) return { kind: 'waits', variables: waiting };
  const plain = scopeOf(context, context.window, null);
  const put = (text: string | null) => (text === null ? null : interpolate(text, plain, 'text'));
  const window = panelWindow(
    context.window,
    { timeFrom: put(panel.timeFrom), timeShift: put(panel.timeShift) },
    context.zone,
  );
  const ofPanel = stepsOf(panel, null, window, context, plain);
  const filters = adhocMatchers(context.variables);
  const targets = panel.targets.map((target) => ({
    target,
    requests: requestsOf(target, { panel, window, context, plain, filters }),
  }));
  return { kind: 'asks', window, steps: ofPanel, targets };
}

interface TargetContext {
  readonly panel: AskingPanel;
  readonly window: Window;
  readonly context: PlanContext;
  readonly plain: Scope;
  readonly filters: readonly Matcher[];
}

function requestsOf(
  target: Target,
  { panel, window, context, plain, filters }: TargetContext,
): QueryRequest[] {
  const its = stepsOf(panel, target, window, context, plain);
  const expr = addMatchers(interpolate(target.expr, scopeOf(context, window, its), 'promql'), filters);
  if (expr.trim() === '') return [];
  const { stepMs } = its;
  const range: QueryRequest = {
    expr,
    mode: 'range',
    fromMs: Math.floor(window.fromMs / stepMs) * stepMs,
    toMs: Math.floor(window.toMs / stepMs) * stepMs,
    stepMs,
  };
  const instant: QueryRequest = { expr, mode: 'instant', fromMs: window.toMs, toMs: window.toMs, stepMs };
  if (target.mode === 'both') return [instant, range];
  return [target.mode === 'instant' ? instant : range];
}

function stepsOf(
  panel: AskingPanel,
  target: Target | null,
  window: Window,
  context: PlanContext,
  plain: Scope,
): Steps {
  const least = interpolate(target?.minStep ?? panel.minInterval ?? '', plain, 'text').replace(/^>/, '');
  return steps({
    ...window,
    maxDataPoints: panel.maxDataPoints ?? (context.width > 0 ? context.width : DEFAULT_POINTS),
    minStepMs: durationMs(least),
    scrapeMs: context.scrapeMs,
    stepFactor: target?.stepFactor ?? 1,
  });
}

function scopeOf({ chosen, zone, dashboard }: PlanContext, window: Window, its: Steps | null): Scope {
  const known = its ?? { stepMs: 15_000, rateIntervalMs: 60_000 };
  return { variables: chosen, zone, globals: globalValues({ ...window, steps: known, dashboard }) };
}

function adhocMatchers(variables: readonly Variable[]): readonly Matcher[] {
  return variables.flatMap((variable) =>
    variable.type === 'adhoc'
      ? variable.filters
          .filter(({ key }) => key !== '')
          .map(({ key, operator, value }) => ({ name: key, operator, value }))
      : [],
  );
}

/** Variables of the dashboard that its queries name and of which nothing is chosen. */
function waitingFor(panel: AskingPanel, { variables, chosen }: PlanContext): readonly string[] {
  const known = new Set(variables.filter(({ type }) => type !== 'adhoc').map(({ name }) => name));
  const named = new Set(panel.targets.flatMap(({ expr }) => [...referencesIn(expr)]));
  return [...named].filter((name) => {
    if (!known.has(name)) return false;
    const its = chosen.get(name);
    return its === undefined || (its.values.length === 0 && its.raw === undefined);
  });
}

/** Equal requests have equal keys. */
export function requestKey({ expr, mode, fromMs, toMs, stepMs }: QueryRequest): string {
  return mode === 'instant' ? `i ${toMs} ${expr}` : `r ${fromMs} ${toMs} ${stepMs} ${expr}`;
}
