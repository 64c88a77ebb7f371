/** A tolerance as Kiali's configuration and its annotation write it, made into one that judges. */
import { codePatternOf, patternOf } from './rate-pattern';
import type { Tolerance } from './tolerances';

/** Shares in per cent; left out: degraded from the first one on, never failing. */
export interface WrittenTolerance {
  readonly code: string;
  readonly degraded?: number | undefined;
  readonly failure?: number | undefined;
  readonly protocol?: string | undefined;
  readonly direction?: string | undefined;
}

/** Throws `Error` with a short reason for a pattern that does not compile. */
export function toleranceOf(written: WrittenTolerance): Tolerance {
  const protocol = patternOf(written.protocol ?? '');
  const direction = patternOf(written.direction ?? '');
  return {
    code: written.code,
    words: `end with a code like ${written.code}`,
    degradedFrom: (written.degraded ?? 0) / 100,
    failingFrom: written.failure === undefined ? null : written.failure / 100,
    coversCode: codePatternOf(written.code),
    coversProtocol: protocol,
    directions: { covers: direction },
  };
}

/**
 * The annotation `health.kiali.io/rate`: `code,degraded,failure,protocol,direction` for each tolerance, separated by
 * semicolons. What cannot be read is left out and named.
 */
export function tolerancesOfAnnotation(annotation: string): {
  readonly tolerances: readonly Tolerance[];
  readonly mistakes: readonly string[];
} {
  const tolerances: Tolerance[] = [];
  const mistakes: string[] = [];
  for (const part of annotation.split(';')) {
    const text = part.trim();
    if (text === '') continue;
    const read = toleranceOfText(text);
    if (typeof read === 'string') mistakes.push(`"${text.slice(0, 100)}" ${read}`);
    else tolerances.push(read);
  }
  return { tolerances, mistakes };
}

function toleranceOfText(text: string): Tolerance | string {
  const [code = '', degraded = '', failure = '', protocol = '', direction = '', ...rest] = text
    .split(',')
    .map((field) => field.trim());
  if (code === '' || direction === '' || rest.length > 0) {
    return 'does not have the five parts code, degraded, failure, protocol and direction';
  }
  const shares = [degraded, failure].map(Number);
  const [degradedPercent = Number.NaN, failurePercent = Number.NaN] = shares;
  if (degraded === '' || failure === '' || !shares.every((share) => share >= 0 && share <= 100)) {
    return 'has a share that is no number from 0 to 100';
  }
  try {
    return toleranceOf({ code, degraded: degradedPercent, failure: failurePercent, protocol, direction });
  } catch (error) {
    return `has a pattern that cannot be used: ${error instanceof Error ? error.message : 'it does not compile'}`;
  }
}
