'use client';
/** Marks over the charts: what the dashboard's annotations name, as far as the reader has them switched on. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { askedQuery } from '@/components/dashboards/data/ask-query';
import { type ChartMarks, NO_MARKS } from '@/components/dashboards/view/marks';
import { usePreference } from '@/components/ui/preference';
import type { Annotation, Dashboard } from '@/lib/dashboards/model/dashboard';
import type { PlanContext } from '@/lib/dashboards/plan/plan-panel';
import { annotationRequest, marksOfAnswer, marksOfTimeline } from './annotation-marks';
import { timelineMarksQuery } from './timeline-marks-query';

export interface AnnotationChoice {
  readonly on: ReadonlySet<string>;
  readonly toggle: (name: string) => void;
}

/** Which annotations are on, remembered by this browser for each dashboard. */
export function useAnnotationChoice({ uid, annotations }: Dashboard): AnnotationChoice {
  const fallback = JSON.stringify(annotations.filter(({ enabled }) => enabled).map(({ name }) => name));
  const [text, remember] = usePreference(`dashboard-marks.${uid}`, fallback);
  const on = useMemo(() => new Set(namesIn(text)), [text]);
  const toggle = (name: string) => {
    const next = new Set(on);
    if (!next.delete(name)) next.add(name);
    remember(JSON.stringify([...next]));
  };
  return { on, toggle };
}

function namesIn(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

export function useMarks(dashboard: Dashboard, plan: Omit<PlanContext, 'width'>): ChartMarks {
  const { on } = useAnnotationChoice(dashboard);
  const shown = useMemo(
    () => dashboard.annotations.filter(({ name }) => on.has(name)),
    [dashboard.annotations, on],
  );
  const asked = useMemo(
    () =>
      shown.flatMap((annotation) => {
        const request = annotationRequest(annotation, plan);
        return request === null ? [] : [{ annotation, request }];
      }),
    [shown, plan],
  );
  const answers = useQueries({ queries: asked.map(({ request }) => askedQuery(request)) });
  const wantsTimeline = shown.some(isOfTimeline);
  const timeline = useQuery({ ...timelineMarksQuery(plan.window), enabled: wantsTimeline });
  const known = answers.map(({ data }) => data);
  const changed = known.map((one, at) => `${at}${one?.kind}${asked[at]?.request.toMs}`).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changed` stands for the answers, whose list is new at each render
  return useMemo(() => {
    const marks = [
      ...asked.flatMap(({ annotation, request }, at) => marksOfAnswer(annotation, known[at], request.stepMs)),
      ...(wantsTimeline ? marksOfTimeline(timeline.data ?? [], shown) : []),
    ];
    return marks.length === 0 ? NO_MARKS : marks;
  }, [asked, changed, shown, timeline.data, wantsTimeline]);
}

function isOfTimeline({ source: { kind } }: Annotation): boolean {
  return kind === 'config-changes' || kind === 'rollouts' || kind === 'incidents';
}
