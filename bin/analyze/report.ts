/** What `periplus analyze` found, apart from how it is written. */
import type { Severity } from '@/lib/config/analysis/finding';

export interface ReportedProblem {
  readonly code: string;
  readonly severity: Severity;
  /** As the file was named on the command line, or below a folder named there; `<stdin>` for standard input. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** "VirtualService reviews in bookinfo"; null where no object could be read. */
  readonly object: string | null;
  readonly message: string;
  /** What the quick fix of the editor would do; null where there is none. */
  readonly fix: string | null;
  /** Who asked for it not to count; null when it counts. */
  readonly suppressed: string | null;
}

export interface Report {
  readonly files: number;
  readonly objects: number;
  /** By file, line and column. */
  readonly problems: readonly ReportedProblem[];
  /** Where the settings of the mesh were taken from, and what was assumed where they are not given. */
  readonly settings: readonly string[];
}

const ORDER: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

/** Suppressed problems count for nothing. */
export function countOf(report: Report, severity: Severity): number {
  return report.problems.filter((problem) => problem.suppressed === null && problem.severity === severity)
    .length;
}

/** Lowest severity that makes the command fail; `never` only reports. */
export type FailOn = Severity | 'never';

export function isFailure(report: Report, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  return report.problems.some(
    (problem) => problem.suppressed === null && ORDER[problem.severity] >= ORDER[failOn],
  );
}
