/** What a pane asks: its queries with what dashboards call globals put in, and formulas replaced by what they name. */
import { globalValues, steps } from '@/lib/dashboards/variables/globals';
import { interpolate } from '@/lib/dashboards/variables/interpolate';
import { Fault } from '@/lib/mesh/fault';
import { expandedFormula } from '@/lib/promql/formulas';
import { letterOf } from '@/lib/promql/letter';
import type { Mode } from './explore-state';

/** Points of a line that the eye still tells apart. */
const POINTS = 600;

export interface PaneWindow {
  /** Unix seconds. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

export type PaneQuestion =
  | { readonly letter: string; readonly kind: 'asks'; readonly expr: string }
  | {
      readonly letter: string;
      readonly kind: 'refused';
      readonly message: string;
      readonly hint: string | null;
    };

export interface PaneRequest {
  readonly queries: readonly string[];
  readonly mode: Mode;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** null = by the window. */
  readonly stepSeconds: number | null;
  readonly scrapeSeconds: number;
}

/** Ranges begin and end at multiples of the step, so that a refresh moves no point. Empty queries are left out. */
export function paneQuestions(request: PaneRequest): {
  readonly window: PaneWindow;
  readonly questions: readonly PaneQuestion[];
} {
  const { queries, mode, fromSeconds, toSeconds, stepSeconds, scrapeSeconds } = request;
  const window = { fromMs: fromSeconds * 1000, toMs: toSeconds * 1000 };
  const scrapeMs = scrapeSeconds * 1000;
  const its = steps({ ...window, maxDataPoints: POINTS, minStepMs: null, scrapeMs, stepFactor: 1 });
  const step = stepSeconds ?? its.stepMs / 1000;
  const globals = globalValues({
    ...window,
    steps: { ...its, stepMs: step * 1000 },
    dashboard: { uid: '', title: '' },
  });
  const scope = { variables: new Map(), globals, zone: 'UTC' };
  const texts = queries.map((expr) => interpolate(expr, scope, 'promql'));
  const floor = (seconds: number) => Math.floor(seconds / step) * step;
  return {
    window:
      mode === 'range'
        ? { from: floor(fromSeconds), to: floor(toSeconds), step }
        : { from: fromSeconds, to: toSeconds, step },
    questions: texts.flatMap((text, at) => (text.trim() === '' ? [] : [questionOf(texts, at)])),
  };
}

function questionOf(texts: readonly string[], index: number): PaneQuestion {
  const letter = letterOf(index);
  try {
    return { letter, kind: 'asks', expr: expandedFormula(texts, index) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { letter, kind: 'refused', message: error.message, hint: error.hint ?? null };
  }
}
