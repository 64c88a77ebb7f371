/** Choosing what the page of findings shows. Pure; the choice lives in the URL. */
import type { FindingAnswer } from '@/lib/config/findings/contract';

export const FINDING_CHOICES = ['all', 'error', 'warning', 'info', 'suppressed'] as const;
export type FindingChoice = (typeof FINDING_CHOICES)[number];

export interface FindingsFilter {
  /** Words that must all occur in code, kind, namespace, name or message. */
  readonly text: string;
  /** `suppressed`: only what does not count; else only what does, but for `all`. */
  readonly show: FindingChoice;
  /** '' = every code. */
  readonly code: string;
  /** Null = all. Objects without a namespace are always shown. */
  readonly namespaces: readonly string[] | null;
}

/** Everything but the choice of severity, so that its counts can stand beside it. */
export function withinScope(
  findings: readonly FindingAnswer[],
  { text, code, namespaces }: Omit<FindingsFilter, 'show'>,
): readonly FindingAnswer[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return findings.filter((finding) => {
    const { id } = finding;
    if (code !== '' && finding.code !== code) return false;
    if (namespaces !== null && id.namespace !== null && !namespaces.includes(id.namespace)) return false;
    const own =
      `${finding.code} ${id.kind} ${id.namespace ?? ''} ${id.name} ${finding.message}`.toLowerCase();
    return words.every((word) => own.includes(word));
  });
}

export function chosenFindings(
  findings: readonly FindingAnswer[],
  show: FindingChoice,
): readonly FindingAnswer[] {
  if (show === 'all') return findings;
  if (show === 'suppressed') return findings.filter(({ suppressed }) => suppressed !== null);
  return findings.filter(({ severity, suppressed }) => severity === show && suppressed === null);
}

export function findingCounts(findings: readonly FindingAnswer[]): Record<FindingChoice, number> {
  const count = (show: FindingChoice) => chosenFindings(findings, show).length;
  return {
    all: findings.length,
    error: count('error'),
    warning: count('warning'),
    info: count('info'),
    suppressed: count('suppressed'),
  };
}
