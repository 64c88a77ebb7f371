/**
 * How likely a difference between two sets would be by chance alone: Fisher's exact test, and as many differences are
 * looked at together, Benjamini and Hochberg's correction (Journal of the Royal Statistical Society B 57, 1995).
 */

/**
 * Two-sided probability of a table at least as uneven, with `hitsA` of `sizeA` and `hitsB` of `sizeB`.
 */
export function fisherExact(hitsA: number, sizeA: number, hitsB: number, sizeB: number): number {
  const hits = hitsA + hitsB;
  const all = sizeA + sizeB;
  if (sizeA === 0 || sizeB === 0 || hits === 0 || hits === all) return 1;
  const logOf = (inA: number): number =>
    logChoose(sizeA, inA) + logChoose(sizeB, hits - inA) - logChoose(all, hits);
  const own = logOf(hitsA);
  let sum = 0;
  const from = Math.max(0, hits - sizeB);
  const to = Math.min(sizeA, hits);
  for (let inA = from; inA <= to; inA += 1) {
    const log = logOf(inA);
    // Equal but for rounding counts as equal.
    if (log <= own + 1e-7) sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

const logFactorials: number[] = [0];

function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next += 1) {
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  }
  return logFactorials[n] ?? 0;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Benjamini and Hochberg's correction: in the order given. */
export function corrected(chances: readonly number[]): readonly number[] {
  const order = chances.map((_, index) => index).sort((x, y) => (chances[y] ?? 0) - (chances[x] ?? 0));
  const found = new Array<number>(chances.length).fill(1);
  let least = 1;
  order.forEach((index, position) => {
    const rank = chances.length - position;
    least = Math.min(least, ((chances[index] ?? 1) * chances.length) / rank);
    found[index] = least;
  });
  return found;
}
