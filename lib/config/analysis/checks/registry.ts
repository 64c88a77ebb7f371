/** Every check, in the order of its code. A new check is a file of its own and a line here. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';

export const CHECKS: readonly Check[] = [];

/** Told where a check itself breaks, so that one broken check takes nothing else with it. */
export const CHECK_FAILED = {
  code: 'PER0100',
  title: 'A check failed',
  condition: 'A check of this list ended with an error of its own instead of an answer.',
  severity: 'error' as const,
  ist: ['IST0001'],
  kia: [],
  draft: (code: string, reason: string): Draft => ({
    path: [],
    message: `The check ${code} failed on this object (${reason}), so it is not known whether its condition holds.`,
  }),
};
