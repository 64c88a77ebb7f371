/** What is known of a code of ours, of Istio's or of Kiali's: for the page of checks, the command and its reports. */
import { istioDocs } from '@/lib/config/analysis/check';
import { CHECKS } from '@/lib/config/analysis/checks/registry';
import type { Severity } from '@/lib/config/analysis/finding';
import { allTextRules } from '@/lib/config/check/rule-lookup';
import { RULE_CONDITIONS } from '@/lib/config/model/rule-conditions';
import { RULE_FIXES } from '@/lib/config/model/rule-fixes';

export interface CodeFacts {
  readonly code: string;
  readonly title: string;
  /** When it speaks; null where the title says it all. */
  readonly condition: string | null;
  readonly severity: Severity;
  readonly ist: readonly string[];
  readonly kia: readonly string[];
  /** What its quick fix does; null where there is none. */
  readonly fix: string | null;
  readonly docs: string;
}

/** Every code that may be reported, in order. */
export function allCodes(): readonly CodeFacts[] {
  const checks = CHECKS.map(
    ({ code, title, condition, severity, ist, kia, fix }): CodeFacts => ({
      code,
      title,
      condition,
      severity,
      ist,
      kia,
      fix,
      docs: ist[0] === undefined ? 'https://istio.io/latest/docs/reference/config/' : istioDocs(ist[0]),
    }),
  );
  const rules = [...allTextRules()].map(
    ([code, { title, severity, ist, kia, docs }]): CodeFacts => ({
      code,
      title,
      condition: RULE_CONDITIONS[code] ?? null,
      severity,
      ist,
      kia,
      fix: RULE_FIXES[code] ?? null,
      docs,
    }),
  );
  return [...rules, ...checks].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Codes that are written so: one of ours by its own name, or all that stand for one of Istio's or Kiali's. */
export function codesFor(written: string): readonly CodeFacts[] {
  const wanted = written.trim().toUpperCase();
  return allCodes().filter(
    ({ code, ist, kia }) => code === wanted || ist.includes(wanted) || kia.includes(wanted),
  );
}

/** The text of `--explain`. */
export function explanationOf(facts: CodeFacts): string {
  const others = [...facts.ist, ...facts.kia];
  return [
    `${facts.code}  ${facts.title} (${facts.severity})`,
    ...(facts.condition === null ? [] : [`  When:  ${facts.condition}`]),
    ...(facts.fix === null ? [] : [`  Fix:   ${facts.fix}`]),
    ...(others.length === 0 ? [] : [`  Same:  ${others.join(', ')}`]),
    `  Docs:  ${facts.docs}`,
    '',
  ].join('\n');
}
