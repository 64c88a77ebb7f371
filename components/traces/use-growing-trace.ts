'use client';
/** A trace that is looked at again while more of it may arrive. The same spans are not drawn anew. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { isSameReading, nextLook } from './growing';
import { traceQuery } from './queries';
import { type TraceModel, traceModel } from './trace-model';

export function useGrowingTrace(traceId: string, source: 'server' | 'file', adjustClocks: boolean) {
  /** The reading that is drawn, how many were asked for since then, and which of them was counted last. */
  const held = useRef<{ model: TraceModel; same: number; at: number } | null>(null);
  const found = useQuery({
    ...traceQuery(traceId, { source, adjustClocks }),
    refetchInterval: ({ state }) =>
      source === 'file' || state.data === undefined
        ? false
        : (nextLook(state.data.trace, Date.now(), held.current?.same ?? 0) ?? false),
  });
  const { data, dataUpdatedAt } = found;
  const model = useMemo(() => {
    if (data === undefined) return null;
    const before = held.current;
    const isSame = before !== null && isSameReading(before.model.trace, data.trace);
    if (isSame && before.at === dataUpdatedAt) return before.model;
    held.current = {
      model: isSame ? before.model : traceModel(data),
      same: isSame ? before.same + 1 : 0,
      at: dataUpdatedAt,
    };
    return held.current.model;
  }, [data, dataUpdatedAt]);
  const growing =
    model !== null &&
    source === 'server' &&
    nextLook(model.trace, Date.now(), held.current?.same ?? 0) !== null;
  return { found, model, growing };
}
