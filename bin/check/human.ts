/** The connection check as it is read on a terminal. */
import type { ConnectionReport, Verdict } from '@/lib/insight/connection-check/contract';

const MARKS: Readonly<Record<Verdict, string>> = { good: 'ok  ', info: 'note', warning: 'WARN', bad: 'BAD ' };

export function humanReport({ checks, emptyBecause, hasTraffic }: ConnectionReport): string {
  const lines: string[] = [];
  let source = '';
  for (const check of checks) {
    if (check.source !== source) lines.push(...(source === '' ? [] : ['']), check.source);
    source = check.source;
    lines.push(`  ${MARKS[check.verdict]}  ${check.title}: ${check.found}`);
    if (check.mend !== null) lines.push(`        ${check.mend}`);
  }
  lines.push('');
  if (hasTraffic) lines.push('The graph has traffic to show.');
  else lines.push('The graph would be empty. The likeliest reasons:');
  for (const { reason, mend } of emptyBecause) lines.push(`  - ${reason}`, `    ${mend}`);
  return `${lines.join('\n')}\n`;
}

/** 0 all well, 1 something is to be mended. */
export function statusOf({ checks, hasTraffic }: ConnectionReport): 0 | 1 {
  const isBad = checks.some(({ verdict }) => verdict === 'bad' || verdict === 'warning');
  return isBad || !hasTraffic ? 1 : 0;
}
