/** The report as people read it: by file, each problem at `line:column`, the totals last. */
import type { Severity } from '@/lib/config/analysis/finding';
import { countOf, type Report, type ReportedProblem } from './report';

export interface HumanOptions {
  /** Escape sequences of a terminal. */
  readonly colors: boolean;
  /** Also what was suppressed. */
  readonly suppressed: boolean;
}

const COLORS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36 };

export function humanReport(report: Report, options: HumanOptions): string {
  const paint = (code: number, text: string) => (options.colors ? `\u001b[${code}m${text}\u001b[0m` : text);
  const shown = report.problems.filter((problem) => options.suppressed || problem.suppressed === null);
  const width = Math.max(0, ...shown.map((problem) => place(problem).length));
  const lines: string[] = [];
  let file: string | null = null;
  for (const problem of shown) {
    if (problem.file !== file) {
      if (file !== null) lines.push('');
      file = problem.file;
      lines.push(paint(1, file));
    }
    const object = problem.object === null ? '' : `${problem.object}: `;
    const kind = paint(COLORS[problem.severity], problem.severity.padEnd(7));
    lines.push(`  ${place(problem).padEnd(width)}  ${kind}  ${problem.code}  ${object}${problem.message}`);
    const indent = ' '.repeat(width + 4);
    if (problem.fix !== null) lines.push(`${indent}fix: ${problem.fix}`);
    if (problem.suppressed !== null) lines.push(`${indent}suppressed by ${problem.suppressed}`);
  }
  if (lines.length > 0) lines.push('');
  return [...lines, ...report.settings, totals(report), ''].join('\n');
}

function place({ line, column }: ReportedProblem): string {
  return `${line}:${column}`;
}

function totals(report: Report): string {
  const suppressed = report.problems.filter((problem) => problem.suppressed !== null).length;
  const counts = [
    counted(countOf(report, 'error'), 'error'),
    counted(countOf(report, 'warning'), 'warning'),
    counted(countOf(report, 'info'), 'hint'),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ];
  return `${counts.join(', ')} in ${counted(report.objects, 'object')} of ${counted(report.files, 'file')}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
