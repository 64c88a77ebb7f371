/** Writes one check; ids begin with their source, so that both are written once. */
import type { ConnectionCheck, checkedSources, Verdict } from './contract';
import type { Failure } from './facts';

type Source = (typeof checkedSources)[number];

export function checkOf(source: Source) {
  return (name: string, title: string, verdict: Verdict, found: string, mend: string | null = null) =>
    ({ id: `${source}.${name}`, source, title, verdict, found, mend }) satisfies ConnectionCheck;
}

/** What to do about a failed call: the adapter's own advice, else the general one. */
export function mendOf(failure: Failure, otherwise: string): string {
  return failure.hint ?? otherwise;
}

/** `45 s`, `10 min`, `15 h`, `30 days`. */
export function spanOf(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 2 * 86_400) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** The first few of a list, and how many more there are. */
export function some(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
