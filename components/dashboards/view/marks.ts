/** Marks over all charts of a dashboard. */

export interface ChartMark {
  readonly atMs: number;
  /** End of a span; null = an instant. */
  readonly untilMs: number | null;
  readonly label: string;
  readonly color: string;
}

export type ChartMarks = readonly ChartMark[];
export const NO_MARKS: ChartMarks = [];
