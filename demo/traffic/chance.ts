/**
 * Where the dice of a simulated request come from. Metrics are drawn evenly (few samples give exact shares),
 * single traces are drawn from a seeded generator.
 */

export interface Chance {
  /** A number in [0, 1). `point` names the decision, so that each has a sequence of its own. */
  next(point: number): number;
}

/** Mixes a number into a hash; order matters. 32 bits. */
export function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x85ebca77);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** A hash of a text, 32 bits (FNV-1a, then mixed). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash >>> 0, 0x5bd1e995);
}

/** Mulberry32: small, fast, good enough for a demo; the same seed gives the same sequence. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
  };
}

/**
 * Each decision point walks a Kronecker sequence of its own, `frac(start + k · √prime)`: after n draws every share
 * is right to about 1/n, where independent dice would need n² of them. Different primes keep points independent.
 */
export function evenChance(seed: number): Chance {
  const points = new Map<number, { step: number; at: number }>();
  const steps = primeRoots();
  return {
    next: (point) => {
      let walk = points.get(point);
      if (walk === undefined) {
        walk = { step: steps.next().value, at: mix(seed, point) / 4294967296 };
        points.set(point, walk);
      }
      walk.at += walk.step;
      if (walk.at >= 1) walk.at -= 1;
      return walk.at;
    },
  };
}

/** Fractional parts of the primes' roots, without those near a whole number: they walk too slowly to spread. */
function* primeRoots(): Generator<number, never> {
  const primes: number[] = [];
  for (let candidate = 2; ; candidate += 1) {
    if (primes.some((prime) => candidate % prime === 0)) continue;
    primes.push(candidate);
    const part = Math.sqrt(candidate) % 1;
    if (part > 0.15 && part < 0.85) yield part;
  }
}

/** Quantile function of the standard normal distribution (Acklam's approximation, relative error below 1.2e-9). */
export function normalQuantile(share: number): number {
  const p = Math.min(1 - 1e-7, Math.max(1e-7, share));
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  const above =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
    2.506628277459239;
  const below =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return (above * q) / below;
}

function tail(q: number): number {
  const above =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const below =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q +
    1;
  return above / below;
}
