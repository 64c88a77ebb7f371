/** Health of several things drawn as one, each judged by its own rules: as well as the worst of them. */
import type { Health } from './contract';

const ORDER: readonly Health['kind'][] = ['failing', 'degraded', 'healthy', 'idle', 'unknown'];

/** The reasons are those of all that are as bad. `parts` is not empty. */
export function worstHealth(parts: readonly Health[]): Health {
  const kind = ORDER.find((one) => parts.some((part) => part.kind === one)) ?? 'unknown';
  const worst = parts.filter((part) => part.kind === kind);
  const [first] = worst;
  if (first === undefined) return { kind: 'unknown', because: 'There is nothing to judge.' };
  if (first.kind !== 'failing' && first.kind !== 'degraded') return first;
  const unwell = worst.flatMap((part) => ('reasons' in part ? part : []));
  return {
    kind: first.kind,
    reasons: unwell.flatMap(({ reasons }) => reasons),
    figures: unwell.flatMap(({ figures }) => figures ?? []),
  };
}
