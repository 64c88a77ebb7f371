/** Finding codes by words: ours, Istio's, Kiali's, or what they are about. */
import type { CodeFacts } from '@/lib/config/codes';

export const SEVERITY_CHOICES = ['all', 'error', 'warning', 'info'] as const;
export type SeverityChoice = (typeof SEVERITY_CHOICES)[number];

/** Every word must occur in the code, the title, the condition, the fix, or a code of others. */
export function filteredCodes(
  codes: readonly CodeFacts[],
  text: string,
  severity: SeverityChoice,
): readonly CodeFacts[] {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return codes.filter(
    (facts) =>
      (severity === 'all' || facts.severity === severity) &&
      words.every((word) => textOf(facts).includes(word)),
  );
}

function textOf({ code, title, condition, fix, ist, kia }: CodeFacts): string {
  return [code, title, condition, fix, ...ist, ...kia].join(' ').toLowerCase();
}
