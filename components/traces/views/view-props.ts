/** What every view of a trace gets: the trace, and what the reader chose that all views share. */
import type { TraceModel } from '@/components/traces/trace-model';

/** In the order of their tabs. The name stands in the address as `?view=`. */
export const TRACE_VIEWS = [
  'waterfall',
  'flame',
  'statistics',
  'spans',
  'events',
  'graph',
  'mesh',
  'json',
] as const;

export type TraceViewName = (typeof TRACE_VIEWS)[number];

/** Carries over from view to view, and stands in the address. */
export interface TraceFocus {
  /** Row of the span in focus; its panel is open beside the view. */
  readonly selected: number | null;
  select(row: number | null): void;
  /** What is looked for in the trace, and the rows that hold it (see use-trace-search.ts). */
  readonly query: string;
  setQuery(query: string): void;
  readonly searching: boolean;
  readonly terms: readonly string[];
  readonly matches: Int32Array;
  readonly matched: Pick<ReadonlySet<number>, 'has'>;
  /** Goes to the next or the previous match. `typed`: what stands in the search box now, where matches may not have followed yet. */
  toMatch(step: 1 | -1, typed?: string): void;
  readonly view: TraceViewName;
  /** Shows another view, with `row` in focus where one is given. */
  openView(view: TraceViewName, row?: number): void;
}

export interface TraceViewProps {
  readonly model: TraceModel;
  readonly state: TraceFocus;
  /** Where the trace was read from: `file` is one that was opened in this tab. */
  readonly source: 'server' | 'file';
  /** Whether clocks that were off have been adjusted. */
  readonly adjustClocks: boolean;
}
