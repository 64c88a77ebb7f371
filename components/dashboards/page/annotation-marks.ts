/** From annotations and answers to marks. Pure. */
import type { ChartMark } from '@/components/dashboards/view/marks';
import { fillLegend } from '@/lib/dashboards/frames/legend';
import type { Annotation } from '@/lib/dashboards/model/dashboard';
import type { PlanContext, QueryRequest } from '@/lib/dashboards/plan/plan-panel';
import type { QueryOutcome } from '@/lib/dashboards/query/read-answer';
import { durationMs, roundInterval } from '@/lib/dashboards/variables/durations';
import { globalValues } from '@/lib/dashboards/variables/globals';
import { interpolate } from '@/lib/dashboards/variables/interpolate';
import type { TimelineEvent } from '@/lib/insight/timeline/contract';

/** More marks hide what they mark. */
const MOST_MARKS = 200;

/** What an annotation asks Prometheus; null = nothing. */
export function annotationRequest(
  { source }: Annotation,
  { window: { fromMs, toMs }, chosen, zone, dashboard, scrapeMs }: Omit<PlanContext, 'width'>,
): QueryRequest | null {
  const own = source.kind === 'query' ? durationMs(source.step ?? '') : null;
  const stepMs = Math.max(own ?? roundInterval((toMs - fromMs) / 400), scrapeMs);
  const range = {
    mode: 'range' as const,
    fromMs: Math.floor(fromMs / stepMs) * stepMs,
    toMs: Math.floor(toMs / stepMs) * stepMs,
    stepMs,
  };
  if (source.kind === 'alerts') return { expr: 'ALERTS{alertstate="firing"}', ...range };
  if (source.kind !== 'query' || source.expr.trim() === '') return null;
  const steps = { stepMs, rateIntervalMs: Math.max(stepMs + scrapeMs, 4 * scrapeMs) };
  const globals = globalValues({ fromMs, toMs, steps, dashboard });
  return { expr: interpolate(source.expr, { variables: chosen, globals, zone }, 'promql'), ...range };
}

/** Samples in a row are one span; a lone one is an instant. */
export function marksOfAnswer(
  { name, color, source }: Annotation,
  outcome: QueryOutcome | undefined,
  stepMs: number,
): readonly ChartMark[] {
  if (outcome?.kind !== 'series') return [];
  const marks = outcome.series.flatMap(({ labels, points }) => {
    const label = labelOf(name, source, labels);
    if (source.kind === 'query' && source.valueIsTime) {
      const times = new Set(points.map(([, value]) => value).filter(Number.isFinite));
      return [...times].map((atMs): ChartMark => ({ atMs, untilMs: null, label, color }));
    }
    const spans: { from: number; to: number }[] = [];
    for (const [seconds, value] of points) {
      const atMs = seconds * 1000;
      if (!(value > 0)) continue;
      const last = spans.at(-1);
      if (last !== undefined && atMs - last.to <= stepMs * 1.5) last.to = atMs;
      else spans.push({ from: atMs, to: atMs });
    }
    return spans.map(
      ({ from, to }): ChartMark => ({ atMs: from, untilMs: to > from ? to : null, label, color }),
    );
  });
  return marks.slice(0, MOST_MARKS);
}

function labelOf(
  name: string,
  source: Annotation['source'],
  labels: Readonly<Record<string, string>>,
): string {
  if (source.kind === 'alerts') return `${name}: ${labels.alertname ?? 'alert'}`;
  if (source.kind !== 'query') return name;
  const words = [source.title, source.text]
    .map((text) => fillLegend(text, labels))
    .filter((text) => text !== '');
  const tags = source.tagLabels.flatMap((label) => labels[label] ?? []);
  return [`${name}:`, ...words, ...tags].join(' ').replace(/:$/, '');
}

const KINDS = { config: 'config-changes', rollout: 'rollouts', incident: 'incidents' } as const;

/** Of what the console knows anyway. */
export function marksOfTimeline(
  events: readonly TimelineEvent[],
  annotations: readonly Annotation[],
): readonly ChartMark[] {
  const colors = new Map<string, string>(annotations.map(({ source: { kind }, color }) => [kind, color]));
  return events.slice(-MOST_MARKS).flatMap((event) => {
    const color = colors.get(KINDS[event.kind]);
    if (color === undefined) return [];
    const until =
      event.kind === 'incident' ? (event.untilSeconds ?? Number.MAX_SAFE_INTEGER / 1000) * 1000 : null;
    return [{ atMs: event.atSeconds * 1000, untilMs: until, label: event.title, color }];
  });
}
