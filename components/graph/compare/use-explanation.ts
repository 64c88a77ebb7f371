'use client';
/** What happened around two moments, and what of it explains the changes between them. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { timelineQuery } from '@/components/graph/time/strip-query';
import type { TimelineAnswer } from '@/lib/insight/timeline/contract';
import type { Explanation } from '@/lib/insight/timeline/likely-cause';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { ComparedMoments } from './use-comparison';

export interface Explained {
  /** null until both moments and the timeline are there. */
  readonly explanation: Explanation | null;
  readonly timeline: TimelineAnswer | undefined;
  readonly error: Error | null;
  /** From the beginning of the earlier moment to the end of the later one. */
  readonly span: TimeWindow;
}

/** null while one moment is shown. */
export function useExplanation(
  compared: ComparedMoments | null,
  namespaces: readonly string[] | null,
): Explained | null {
  const fromSeconds = compared?.beforeWindow.fromSeconds ?? 0;
  const toSeconds = compared?.afterWindow.toSeconds ?? 60;
  const span = useMemo(() => ({ fromSeconds, toSeconds }), [fromSeconds, toSeconds]);
  const { data, error } = useQuery({
    ...timelineQuery(namespaces, span),
    enabled: compared !== null && compared.comparison !== null,
  });
  const explanation = useMemo(
    () => (compared === null || data === undefined ? null : compared.explain(data.events)),
    [compared, data],
  );
  return compared === null ? null : { explanation, timeline: data, error, span };
}
