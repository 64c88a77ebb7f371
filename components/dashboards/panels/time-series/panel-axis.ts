/** The axes of a panel: from the values, the limits that its options set, and the scale. Pure. */
import { type Axis, linearAxis, logAxis } from '@/components/charts/axis';
import { IEC_UNITS } from '@/lib/dashboards/units/unit-table';
import type { DrawnSeries } from './drawn-series';

const STEPS = [1, 2, 2.5, 5, 10] as const;

/** `extent` null: nothing is drawn on it. */
export function panelAxis(series: readonly DrawnSeries[], extent: readonly [number, number] | null): Axis {
  const options = series.map((one) => one.options);
  const scale = options.find(({ draw }) => draw?.scale !== undefined)?.draw?.scale ?? 'linear';
  const [low, high] = extent ?? [0, 1];
  if (scale === 'log2' || scale === 'log10') return logAxis([low, high]);
  const min = least(options.map((one) => one.min));
  const max = most(options.map((one) => one.max));
  const softMin = least(options.map(({ draw }) => draw?.axisSoftMin));
  const softMax = most(options.map(({ draw }) => draw?.axisSoftMax));
  const values = [low, high, ...[softMin, softMax].filter((value) => value !== null)];
  const one = prefixOf(options[0]?.unit ?? '', Math.max(...values.map(Math.abs), Math.abs(max ?? 0)));
  const own = linearAxis(
    values.map((value) => value / one),
    { fromZero: min === 0 },
  );
  const from = min === null ? own.min : min / one;
  const to = max === null ? Math.max(own.max, from) : max / one;
  return times(min === null && max === null ? own : between(from, to), one);
}

/** What counts as one at the axis: of units in steps of 1,024 the prefix that is written, so that its ticks are round. */
function prefixOf(unit: string, largest: number): number {
  if (!Object.hasOwn(IEC_UNITS, unit) || !(largest >= 1024) || !Number.isFinite(largest)) return 1;
  return 1024 ** Math.floor(Math.log2(largest) / 10);
}

function times(axis: Axis, one: number): Axis {
  if (one === 1) return axis;
  return { ...axis, min: axis.min * one, max: axis.max * one, ticks: axis.ticks.map((tick) => tick * one) };
}

/** Ticks at round values inside limits that need not be round. */
function between(min: number, max: number): Axis {
  if (!(max > min)) return { scale: 'linear', min, max: min + 1, ticks: [min, min + 1] };
  const raw = (max - min) / 3;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = (STEPS.find((factor) => factor * power >= raw * 0.999999) ?? 10) * power;
  const ticks: number[] = [];
  for (let at = Math.ceil(min / step - 1e-9) + 0; at * step <= max + step * 1e-9; at += 1)
    ticks.push(at * step);
  return { scale: 'linear', min, max, ticks: ticks.length === 0 ? [min, max] : ticks };
}

function least(values: readonly (number | undefined)[]): number | null {
  const given = values.filter((value) => value !== undefined);
  return given.length === 0 ? null : Math.min(...given);
}

function most(values: readonly (number | undefined)[]): number | null {
  const given = values.filter((value) => value !== undefined);
  return given.length === 0 ? null : Math.max(...given);
}
