'use client';
/** What the rules of the stored text carry today, by line. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LineRate } from '@/components/config/editor/live-rates';
import { useScope } from '@/components/shell/scope';
import type { ObjectId } from '@/lib/config/store';
import { quantityText } from '@/lib/mesh/quantity';
import { routeTrafficQuery } from './route-traffic-query';

const NONE: readonly LineRate[] = [];

/** `isStored` false: a new object, which nothing runs through. */
export function useLineRates(id: ObjectId, isStored: boolean): readonly LineRate[] {
  const { window } = useScope();
  const query = routeTrafficQuery(id, window);
  const { data } = useQuery({ ...query, enabled: isStored && query.enabled === true });
  return useMemo(() => {
    if (data === undefined) return NONE;
    const minutes = Math.max(1, Math.round((data.window.toSeconds - data.window.fromSeconds) / 60));
    return data.rules.map(({ line, requestsPerSecond: { from, to } }) => {
      const [low, high] = [quantityText(from, 'rps'), quantityText(to, 'rps')];
      // What metrics narrow to within a tenth is told by its middle.
      const isNear = to - from <= 0.1 * to;
      const text = isNear
        ? quantityText((from + to) / 2, 'rps')
        : from === 0
          ? `up to ${high}`
          : `${low} to ${high}`;
      return {
        line,
        text,
        title: `What this rule carries, by the traffic of ${minutes} min${isNear ? '' : '; paths and headers are not in metrics'}`,
      };
    });
  }, [data]);
}
