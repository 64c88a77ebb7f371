'use client';
/** What happened within a window as marks on its charts: a diamond for configuration, a ring for a rollout. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ChartMark } from '@/components/charts/time-series-chart';
import type { TimelineEvent } from '@/lib/insight/timeline/contract';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { eventWords } from './event-words';
import { timelineQuery } from './strip-query';

/** Marks closer than this share of the window are one. */
const APART = 0.02;
const NONE: readonly ChartMark[] = [];

/** null = no window yet. Charts do not wait for marks, and go without them where they cannot be had. */
export function useChartMarks(
  namespaces: readonly string[] | null,
  window: TimeWindow | null,
): readonly ChartMark[] {
  const { data } = useQuery({
    ...timelineQuery(namespaces, aligned(window ?? { fromSeconds: 0, toSeconds: 60 })),
    enabled: window !== null,
  });
  return useMemo(
    () => (data === undefined || window === null ? NONE : chartMarks(data.events, window)),
    [data, window],
  );
}

/** A window that moves with every refresh asks the same question for a minute. */
function aligned({ fromSeconds, toSeconds }: TimeWindow): TimeWindow {
  return { fromSeconds: Math.floor(fromSeconds / 60) * 60, toSeconds: Math.floor(toSeconds / 60) * 60 };
}

/** Events of configuration and rollouts; several at about the same instant are one mark that names them all. */
export function chartMarks(events: readonly TimelineEvent[], window: TimeWindow): ChartMark[] {
  const near = (window.toSeconds - window.fromSeconds) * APART;
  const marks: ChartMark[] = [];
  for (const event of events) {
    if (event.kind === 'incident') continue;
    const last = marks.at(-1);
    if (last !== undefined && last.kind === event.kind && event.atSeconds - last.seconds < near)
      marks[marks.length - 1] = { ...last, label: `${last.label}\n${eventWords(event)}` };
    else marks.push({ seconds: event.atSeconds, label: eventWords(event), kind: event.kind });
  }
  return marks;
}
