'use client';
/** One cursor for all charts of a page: pointing at an instant in one shows it in all. */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

interface ChartCursor {
  /** Unix seconds; null when nobody points at a chart. */
  readonly seconds: number | null;
  readonly set: (seconds: number | null) => void;
}

const ChartCursorContext = createContext<ChartCursor | null>(null);

/** Within another one it is that one: groups of charts on a page share its cursor. */
export function ChartCursorProvider({ children }: { readonly children: ReactNode }) {
  const outer = useContext(ChartCursorContext);
  const [seconds, setSeconds] = useState<number | null>(null);
  const own = useMemo(() => ({ seconds, set: setSeconds }), [seconds]);
  const cursor = outer ?? own;
  return <ChartCursorContext value={cursor}>{children}</ChartCursorContext>;
}

/** The page's cursor, or one of the chart's own outside of a provider. */
export function useChartCursor(): ChartCursor {
  const shared = useContext(ChartCursorContext);
  const [own, setOwn] = useState<number | null>(null);
  const set = useCallback((seconds: number | null) => setOwn(seconds), []);
  return shared ?? { seconds: own, set };
}
