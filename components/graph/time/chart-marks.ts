'use client';
/** What happened within a window, on its charts: a diamond for configuration, a ring for a rollout, a band for failures. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ChartBand } from '@/components/charts/incident-band';
import type { ChartMark } from '@/components/charts/time-series-chart';
import type { TimelineEvent } from '@/lib/insight/timeline/contract';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { eventWords } from './event-words';
import { timelineQuery } from './strip-query';

/** Marks closer than this share of the window are one. */
const APART = 0.02;

export interface ChartEvents {
  readonly marks: readonly ChartMark[];
  readonly bands: readonly ChartBand[];
}

const NONE: ChartEvents = { marks: [], bands: [] };

/** null = no window yet. Charts do not wait for events, and go without them where they cannot be had. */
export function useChartEvents(namespaces: readonly string[] | null, window: TimeWindow | null): ChartEvents {
  const { data } = useQuery({
    ...timelineQuery(namespaces, aligned(window ?? { fromSeconds: 0, toSeconds: 60 })),
    enabled: window !== null,
  });
  return useMemo(
    () =>
      data === undefined || window === null
        ? NONE
        : { marks: chartMarks(data.events, window), bands: chartBands(data.events) },
    [data, window],
  );
}

/** Incidents; what fails all along is the state of the mesh and no event. */
export function chartBands(events: readonly TimelineEvent[]): ChartBand[] {
  return events.flatMap((event) =>
    event.kind !== 'incident' || (event.beganBefore && event.untilSeconds === null)
      ? []
      : [{ fromSeconds: event.atSeconds, toSeconds: event.untilSeconds, label: eventWords(event) }],
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
