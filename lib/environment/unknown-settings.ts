/** Finds settings that do not exist: a misspelt name would otherwise be a setting silently not made. */
import type { Mistake, Setting } from './setting';

/** Kubernetes gives every pod such variables for each Service: https://kubernetes.io/docs/tutorials/services/connect-applications-service/ */
const SERVICE_LINK =
  /_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/;

/** Read by the demo, the tests and the benchmarks, not by the product. */
const ELSEWHERE = /^PERIPLUS_(DEMO|TEST|BENCH)_/;

export function unknownSettings(names: readonly string[], known: readonly Setting<unknown>[]): Mistake[] {
  const allowed = new Set(known.flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name])));
  return names
    .filter((name) => name.startsWith('PERIPLUS_') && !allowed.has(name))
    .filter((name) => !SERVICE_LINK.test(name) && !ELSEWHERE.test(name))
    .map((name) => {
      const near = nearest(name, [...allowed]);
      return {
        name,
        message:
          near === null ? 'is no setting of Periplus' : `is no setting of Periplus; did you mean ${near}?`,
        given: null,
        allowed: null,
      };
    });
}

function nearest(name: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= 4 ? best.candidate : null;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
