/** Ticks of a time ruler and their words. Microseconds in, round steps out. */

const STEPS = [1, 2, 5];

/** The smallest round step that gives at most `most` ticks over `span`. */
export function roundStep(span: number, most: number): number {
  const wanted = span / Math.max(1, most);
  if (!(wanted > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  for (const step of STEPS) if (step * power >= wanted * 0.999999) return step * power;
  return 10 * power;
}

/** Round instants within [from, to], at most `most + 1`. */
export function roundTicks(from: number, to: number, most: number): number[] {
  const step = roundStep(to - from, most);
  const ticks: number[] = [];
  // Adding 0 turns −0 into 0.
  for (let index = Math.ceil(from / step - 1e-9) + 0; index * step <= to + step * 1e-9; index += 1) {
    ticks.push(index * step);
  }
  return ticks;
}

/** A tick in the unit of the whole ruler: `0`, `500 ms`, `1.5 s`. */
export function tickText(us: number, largestUs: number): string {
  if (us === 0) return '0';
  const [divisor, unit] = largestUs >= 1e6 ? [1e6, 's'] : largestUs >= 1e3 ? [1e3, 'ms'] : [1, 'µs'];
  return `${Number((us / divisor).toPrecision(6))} ${unit}`;
}

/** Ticks of a logarithmic axis: 1, 2, 5 of each decade, thinned to decades where there are many. */
export function logTicks(from: number, to: number, most: number): number[] {
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power += 1) {
    for (const step of STEPS) {
      const tick = step * 10 ** power;
      if (tick >= from && tick <= to) all.push(tick);
    }
  }
  if (all.length <= most) return all;
  const decades = all.filter((tick) => Math.abs(Math.log10(tick) % 1) < 1e-9);
  return decades.length >= 2 ? decades : all.filter((_, index) => index % 2 === 0);
}
