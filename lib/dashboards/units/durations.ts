/** Times as Grafana writes them: in the unit that fits, in words, and as a clock. */
import { fixed } from './decimals';
import type { Formatter } from './scale';

/** From `from` base units on, the figure is divided by `by`. */
interface Stage {
  readonly from: number;
  readonly by: number;
  readonly one: string;
  readonly many: string;
}

function staged(stages: readonly Stage[]): Formatter {
  return (value, decimals) => {
    const stage = stages.findLast(({ from }) => Math.abs(value) >= from) ?? stages[0];
    if (stage === undefined) return { text: fixed(value, decimals) };
    const scaled = value / stage.by;
    return {
      text: fixed(scaled, decimals),
      suffix: ` ${Math.abs(scaled) <= 1 ? stage.one : stage.many}`,
    };
  };
}

function stage(from: number, by: number, one: string, many = one): Stage {
  return { from, by, one, many };
}

const NANOSECONDS = staged([
  stage(0, 1, 'ns'),
  stage(1e3, 1e3, 'µs'),
  stage(1e6, 1e6, 'ms'),
  stage(1e9, 1e9, 's'),
  stage(6e10, 6e10, 'min', 'mins'),
  stage(3.6e12, 3.6e12, 'hour', 'hours'),
  stage(8.64e13, 8.64e13, 'day', 'days'),
]);
const MICROSECONDS = staged([stage(0, 1, 'µs'), stage(1e3, 1e3, 'ms'), stage(1e6, 1e6, 's')]);
const MILLISECONDS = staged([
  stage(0, 1, 'ms'),
  stage(1e3, 1e3, 's'),
  stage(6e4, 6e4, 'min', 'mins'),
  stage(3.6e6, 3.6e6, 'hour', 'hours'),
  stage(8.64e7, 8.64e7, 'day', 'days'),
  stage(3.1536e10, 3.1536e10, 'year', 'years'),
]);
const SECONDS = staged([
  stage(0, 1e-9, 'ns'),
  stage(1e-6, 1e-6, 'µs'),
  stage(1e-3, 1e-3, 'ms'),
  stage(1, 1, 's'),
  stage(60, 60, 'min', 'mins'),
  stage(3600, 3600, 'hour', 'hours'),
  stage(86_400, 86_400, 'day', 'days'),
  stage(604_800, 604_800, 'week', 'weeks'),
  stage(31_536_000, 31_556_900, 'year', 'years'),
]);
const MINUTES = staged([
  stage(0, 1, 'min'),
  stage(60, 60, 'hour', 'hours'),
  stage(1440, 1440, 'day', 'days'),
  stage(10_080, 10_080, 'week', 'weeks'),
  stage(604_800, 525_948, 'year', 'years'),
]);
const HOURS = staged([
  stage(0, 1, 'hour'),
  stage(24, 24, 'day', 'days'),
  stage(168, 168, 'week', 'weeks'),
  stage(8760, 8760, 'year', 'years'),
]);
const DAYS = staged([
  stage(0, 1, 'day', 'days'),
  stage(7, 7, 'week', 'weeks'),
  stage(365, 365, 'year', 'years'),
]);

/** Zero has no unit that fits it best, and no decimals. */
function seconds(value: number, decimals?: number | null) {
  return value === 0 ? { text: '0', suffix: ' s' } : SECONDS(value, decimals);
}

/** Milliseconds of each unit, largest first; a month is 30 days. */
const WORDS: readonly (readonly [name: string, ms: number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['millisecond', 1],
];

/** `1 hour, 6 minutes`: the first unit that is not zero, and as many more as decimals are asked for. */
function inWords(ms: number, decimals: number | null | undefined, none: string): string {
  const size = Math.abs(ms);
  const first = WORDS.findIndex(([, unit]) => size >= unit);
  if (first < 0) return `0 ${none}`;
  let rest = size;
  const parts = WORDS.slice(first, first + 1 + (decimals ?? 0)).map(([name, unit]) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return `${count} ${name}${count === 1 ? '' : 's'}`;
  });
  return parts.join(', ') + (ms < 0 ? ' ago' : '');
}

const two = (value: number) => String(Math.floor(value)).padStart(2, '0');

/** `01:02:05`, with days before it where they are wanted. */
function clockOfSeconds(value: number, withDays: boolean): string {
  const size = Math.abs(value);
  const days = withDays ? Math.floor(size / 86_400) : 0;
  const rest = size - days * 86_400;
  const clock = `${two(rest / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}`;
  return (days > 0 ? `${days} d ${clock}` : clock) + (value < 0 ? ' ago' : '');
}

/** `20m:34s:567ms`; with decimals as many parts more than the first. */
function clockOfMilliseconds(value: number, decimals: number | null | undefined): string {
  const size = Math.floor(Math.abs(value));
  const all = [
    { text: `${Math.floor(size / 3_600_000)}h`, from: 3_600_000 },
    { text: `${two((size / 60_000) % 60)}m`, from: 60_000 },
    { text: `${two((size / 1000) % 60)}s`, from: 1000 },
    { text: `${String(size % 1000).padStart(3, '0')}ms`, from: 0 },
  ];
  const first = all.findIndex(({ from }) => size >= from);
  const parts = all.slice(
    first,
    decimals === null || decimals === undefined ? undefined : first + 1 + decimals,
  );
  return (value < 0 && size > 0 ? '-' : '') + parts.map(({ text }) => text).join(':');
}

/** By Grafana's ids. */
export const DURATIONS: Readonly<Record<string, Formatter>> = {
  ns: NANOSECONDS,
  µs: MICROSECONDS,
  ms: MILLISECONDS,
  s: seconds,
  m: MINUTES,
  h: HOURS,
  d: DAYS,
  /** Hundredths of a second, as SNMP counts. */
  timeticks: (value, decimals) => seconds(value / 100, decimals),
  dtdurationms: (value, decimals) => ({ text: inWords(value, decimals, 'milliseconds') }),
  dtdurations: (value, decimals) => ({ text: inWords(value * 1000, decimals, 'seconds') }),
  dthms: (value) => ({ text: clockOfSeconds(value, false) }),
  dtdhms: (value) => ({ text: clockOfSeconds(value, true) }),
  clockms: (value, decimals) => ({ text: clockOfMilliseconds(value, decimals) }),
  clocks: (value, decimals) => ({ text: clockOfMilliseconds(value * 1000, decimals) }),
};
