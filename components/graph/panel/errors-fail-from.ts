/** The line in a chart of errors from which on the rule that judged them says failing. Pure. */
import type { Health } from '@/lib/health/contract';

/** Share of requests; null = the answer does not tell the rule, or it never fails. */
export function errorsFailFrom(health: Health): number | null {
  if (health.kind !== 'failing' && health.kind !== 'degraded') return null;
  const figure = health.figures?.find(({ measure }) => measure === 'failedShare');
  return figure?.failingFrom ?? null;
}
