/** Figures brought to the prefix in which they read best. */
import { fixed } from './decimals';
import type { FormattedValue } from './format-value';

const SI = ['f', 'p', 'n', 'µ', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const SI_ONE = SI.indexOf('');
const IEC = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];

export type Formatter = (value: number, decimals?: number | null) => FormattedValue;

/** Steps of a thousand up and down; `steps`: how many the unit itself is above its symbol. */
export function siUnit(symbol: string, steps: number): Formatter {
  return (value, decimals) => {
    const least = -SI_ONE - steps;
    const most = SI.length - 1 - SI_ONE - steps;
    const at = Math.min(most, Math.max(least, stepsOf(value, 1000)));
    return {
      text: fixed(value / 1000 ** at, decimals),
      suffix: ` ${SI[SI_ONE + steps + at]}${symbol}`.replace(/ $/, symbol === '' ? '' : ' '),
    };
  };
}

/** Steps of 1,024. */
export function iecUnit(symbol: string, steps: number): Formatter {
  return (value, decimals) => {
    const at = Math.min(IEC.length - 1 - steps, Math.max(-steps, stepsOf(value, 1024)));
    return { text: fixed(value / 1024 ** at, decimals), suffix: ` ${IEC[steps + at]}${symbol}` };
  };
}

/** Through `suffixes` upwards from one, each `factor` times the one before. */
export function scaledUnit(factor: number, suffixes: readonly string[]): Formatter {
  return (value, decimals) => {
    const at = Math.min(suffixes.length - 1, Math.max(0, stepsOf(value, factor)));
    return { text: fixed(value / factor ** at, decimals), suffix: suffixes[at] ?? '' };
  };
}

/** The largest whole power of `factor` that is not above the value; 0 for nothing. Exact at the powers themselves. */
function stepsOf(value: number, factor: number): number {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(size)) return 0;
  const steps = Math.floor(Math.log(size) / Math.log(factor));
  if (size >= factor ** (steps + 1)) return steps + 1;
  return size < factor ** steps ? steps - 1 : steps;
}
