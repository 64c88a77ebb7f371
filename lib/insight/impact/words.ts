/** Figures in sentences. */
import type { Range } from './contract';

export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return 'under 0.1 %';
  const digits = value >= 10 || Number.isInteger(value) ? 0 : 1;
  return `${Number(value.toFixed(digits))} %`;
}

export function percentRange({ from, to }: Range): string {
  const [low, high] = [percent(from), percent(to)];
  return low === high ? low : `${low.replace(' %', '')} to ${high}`;
}

export function seconds(value: number): string {
  return value < 1 ? `${Number((value * 1000).toPrecision(3))} ms` : `${Number(value.toPrecision(3))} s`;
}

/** "2.3 requests a second". */
export function rate(perSecond: number, what = 'request'): string {
  const digits = perSecond >= 10 ? 0 : perSecond >= 1 ? 1 : 2;
  const value = Number(perSecond.toFixed(digits));
  if (value === 0 && perSecond > 0) return `less than one ${what} in a minute`;
  return `${value.toLocaleString('en')} ${what}${value === 1 ? '' : 's'} a second`;
}

/** "a, b and c". */
export function listed(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
