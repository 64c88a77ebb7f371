'use client';
/** Single requests over a chart, each leading to its trace. */
import { useQueries } from '@tanstack/react-query';
import { ExemplarDots } from '@/components/charts/exemplar-dots';
import { exemplarsQuery } from '@/components/dashboards/data/exemplars-query';
import type { AskedTarget } from '@/components/dashboards/data/panel-frames';
import { useLastWhole } from '@/components/ui/use-last-whole';
import { exemplarMarks } from './exemplar-marks';
import type { ChartGeometry } from './geometry';

export interface PanelExemplarsProps {
  readonly asked: readonly AskedTarget[];
  readonly geometry: ChartGeometry;
  /** Of the left axis. */
  readonly unit: string;
}

export function PanelExemplars({ asked, geometry, unit }: PanelExemplarsProps) {
  const wanted = asked.filter(({ target, request }) => target.exemplars && request.mode === 'range');
  const answers = useQueries({ queries: wanted.map(({ request }) => exemplarsQuery(request)) });
  // A window that moved on keeps its dots until those of the new one are there.
  const found = useLastWhole(
    answers.flatMap(({ data }) => data ?? []),
    answers.every(({ isPending }) => !isPending),
  );
  if (found.length === 0) return null;
  return <ExemplarDots plot={geometry.left} exemplars={exemplarMarks(found, unit)} />;
}
