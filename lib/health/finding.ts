/** One thing that a rule found wrong, and how findings add up to a health. */
import type { Health, HealthFigure } from './contract';

export interface Finding {
  readonly level: 'degraded' | 'failing';
  /** A sentence without its full stop. */
  readonly reason: string;
  readonly figure: HealthFigure;
}

/** The worst decides; `otherwise` where nothing was found. */
export function healthOf(findings: readonly Finding[], otherwise: 'healthy' | 'idle'): Health {
  if (findings.length === 0) return { kind: otherwise };
  const sorted = findings.length === 1 ? findings : findings.toSorted(worstFirst);
  return {
    kind: sorted[0]?.level ?? 'degraded',
    reasons: sorted.map(({ reason }) => reason),
    figures: sorted.map(({ figure }) => figure),
  };
}

function worstFirst(a: Finding, b: Finding): number {
  if (a.level !== b.level) return a.level === 'failing' ? -1 : 1;
  const isAlike = a.figure.measure === 'failedShare' && b.figure.measure === 'failedShare';
  return isAlike ? b.figure.value - a.figure.value : 0;
}

/** What a value, of which more is worse, amounts to. No value at all is never a reason. */
export function levelOf(
  value: number,
  degradedFrom: number | null,
  failingFrom: number | null,
): Finding['level'] | null {
  if (!(value > 0)) return null;
  if (failingFrom !== null && value >= failingFrom) return 'failing';
  return degradedFrom !== null && value >= degradedFrom ? 'degraded' : null;
}

/** Three significant digits. A thousand edges are judged for one answer, so without a formatter. */
export function percent(share: number): string {
  return `${significant(share * 100)} %`;
}

export function milliseconds(ms: number): string {
  return ms >= 1000 ? `${significant(ms / 1000)} s` : `${significant(ms)} ms`;
}

function significant(value: number): number {
  return Number(value.toPrecision(3));
}
