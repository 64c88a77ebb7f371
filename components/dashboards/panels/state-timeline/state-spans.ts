/** The states of a series over time: spans of equal values. Pure. */
import { colorOfSeries } from '@/components/dashboards/color';
import { titleOf } from '@/components/dashboards/panels/series-title';
import { displayValue } from '@/lib/dashboards/display/display-value';
import { fieldOptions } from '@/lib/dashboards/display/field-options';
import { type Cell, type Frame, type FrameField, numberIn, timeField } from '@/lib/dashboards/frames/frame';
import type { FieldConfig, FieldOptions } from '@/lib/dashboards/model/field';

export interface StateSpan {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly text: string;
  readonly color: string;
  /** As the source has it. */
  readonly cell: Cell;
}

export interface StateRow {
  readonly key: string;
  readonly title: string;
  readonly field: FrameField;
  readonly options: FieldOptions;
  readonly spans: readonly StateSpan[];
}

export function stateRows(
  frames: readonly Frame[],
  config: FieldConfig,
  options: { readonly stepMs: number; readonly mergeEqual: boolean },
): readonly StateRow[] {
  const colors = new Map<string, number>();
  return frames.flatMap((frame, at) => {
    const time = timeField(frame);
    if (time === undefined) return [];
    const times = time.values.map((value) => numberIn(value) ?? 0);
    return frame.fields
      .filter(({ type }) => type !== 'time')
      .map((field, index): StateRow => {
        const its = fieldOptions(config, frame, field);
        const shown = (cell: Cell) => {
          const value = displayValue(cell, its, { min: null, max: null });
          const text = `${value.prefix ?? ''}${value.text}${value.suffix ?? ''}`;
          if (!colors.has(text)) colors.set(text, colors.size);
          return { text, color: colorOfSeries(value.color, colors.get(text) ?? 0) };
        };
        return {
          key: `${at} ${index}`,
          title: titleOf(field, its),
          field,
          options: its,
          spans: spansOf(times, field.values, options, shown),
        };
      });
  });
}

function spansOf(
  times: readonly number[],
  values: readonly Cell[],
  { stepMs, mergeEqual }: { readonly stepMs: number; readonly mergeEqual: boolean },
  shown: (cell: Cell) => { readonly text: string; readonly color: string },
): readonly StateSpan[] {
  const spans: StateSpan[] = [];
  for (const [at, fromMs] of times.entries()) {
    const cell = values[at] ?? null;
    if (cell === null || Number.isNaN(cell)) continue;
    const next = times[at + 1] ?? fromMs + stepMs;
    // What is not known is not said to go on.
    const untilMs = next - fromMs > stepMs * 1.5 ? fromMs + stepMs : next;
    const state = shown(cell);
    const last = spans.at(-1);
    if (
      mergeEqual &&
      last !== undefined &&
      last.untilMs === fromMs &&
      last.text === state.text &&
      last.color === state.color
    ) {
      spans[spans.length - 1] = { ...last, untilMs };
    } else spans.push({ fromMs, untilMs, ...state, cell });
  }
  return spans;
}
