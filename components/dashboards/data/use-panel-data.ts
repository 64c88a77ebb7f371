'use client';
/** What a panel shows: its plan, its queries while it is in view, their frames. */
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import type { AskingPanel } from '@/lib/dashboards/model/panel';
import type { Window } from '@/lib/dashboards/plan/panel-window';
import { type PanelPlan, planPanel, requestKey } from '@/lib/dashboards/plan/plan-panel';
import type { QueryOutcome } from '@/lib/dashboards/query/read-answer';
import { askedQuery } from './ask-query';
import { type AskedTarget, type PanelFrames, panelFrames, requestsOf } from './panel-frames';

export interface PanelData extends PanelFrames {
  readonly window: Window;
  readonly stepMs: number;
  readonly asked: readonly AskedTarget[];
  /** Nothing was answered yet. */
  readonly isLoading: boolean;
  readonly isFetching: boolean;
  /** Variables without a value, which the queries name. */
  readonly waitsFor: readonly string[];
  /** No answer at all: the server or the way to it. */
  readonly failure: Error | null;
  readonly retry: () => void;
}

/** `width` in pixels; points follow it in steps, so that dragging an edge does not ask anew at each pixel. */
export function usePanelData(panel: AskingPanel, width: number, inView: boolean): PanelData {
  const view = useDashboard();
  const points = Math.max(100, Math.round(width / 100) * 100);
  const plan = useMemo(() => planOf(panel, { ...view.plan, width: points }), [panel, view.plan, points]);
  const wanted = useMemo(() => (plan.kind === 'asks' ? requestsOf(panel, plan.targets) : []), [panel, plan]);
  const queries = useMemo(() => {
    const byKey = new Map(wanted.map(({ request }) => [requestKey(request), request]));
    return [...byKey.values()].map((request) => ({ ...askedQuery(request), enabled: inView }));
  }, [wanted, inView]);
  const combine = useCallback((results: UseQueryResult<QueryOutcome>[]) => combined(results), []);
  const answers = useQueries({ queries, combine });
  const former = useRef(new Map<string, QueryOutcome>());
  const asked = useMemo(() => {
    const keys = [...new Set(wanted.map(({ request }) => requestKey(request)))];
    const outcomes = new Map(keys.map((key, at) => [key, answers.data[at]]));
    return wanted.map((one) => {
      const outcome = outcomes.get(requestKey(one.request));
      // What the query was answered with before stands until the next answer comes.
      if (outcome !== undefined) former.current.set(one.target.refId, outcome);
      return { ...one, outcome: outcome ?? former.current.get(one.target.refId) };
    });
  }, [wanted, answers.data]);
  const shown = useMemo(() => panelFrames(panel, asked), [panel, asked]);
  return {
    ...shown,
    asked,
    window: plan.kind === 'asks' ? plan.window : view.plan.window,
    stepMs: plan.kind === 'asks' ? plan.steps.stepMs : 15_000,
    problems: plan.kind === 'broken' ? [{ refId: '', message: plan.message, hint: null }] : shown.problems,
    waitsFor: plan.kind === 'waits' ? plan.variables : [],
    isLoading:
      plan.kind === 'asks' && asked.length > 0 && asked.every(({ outcome }) => outcome === undefined),
    isFetching: answers.isFetching,
    failure: answers.failure,
    retry: answers.retry,
  };
}

type Planned = PanelPlan | { readonly kind: 'broken'; readonly message: string };

function planOf(panel: AskingPanel, context: Parameters<typeof planPanel>[1]): Planned {
  try {
    return planPanel(panel, context);
  } catch (error) {
    return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
}

function combined(results: readonly UseQueryResult<QueryOutcome>[]) {
  return {
    data: results.map(({ data }) => data),
    isFetching: results.some(({ isFetching }) => isFetching),
    failure: results.find(({ error, data }) => error !== null && data === undefined)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.error !== null) void result.refetch();
    },
  };
}
