/** The series of a time series panel as they are drawn: title, colour, axis, values. Pure. */
import { colorOfSeries } from '@/components/dashboards/color';
import { titleOf } from '@/components/dashboards/panels/series-title';
import { displayValue } from '@/lib/dashboards/display/display-value';
import { fieldOptions } from '@/lib/dashboards/display/field-options';
import { reduce } from '@/lib/dashboards/frames/calculations';
import {
  type Frame,
  type FrameField,
  isNumberField,
  numberIn,
  timeField,
} from '@/lib/dashboards/frames/frame';
import type { FieldConfig, FieldOptions } from '@/lib/dashboards/model/field';

export interface DrawnSeries {
  readonly key: string;
  readonly title: string;
  /** CSS. */
  readonly color: string;
  readonly options: FieldOptions;
  /** As the source has it, for calculations. */
  readonly field: FrameField;
  readonly refId: string;
  /** Unix milliseconds, ascending. */
  readonly times: readonly number[];
  /** As drawn: negated or held constant where the panel asks for it. NaN and the infinities are gaps. */
  readonly values: readonly (number | null)[];
  readonly side: 'left' | 'right';
  /** Usual distance of two points, ms. */
  readonly stepMs: number;
}

export function drawnSeries(frames: readonly Frame[], config: FieldConfig): readonly DrawnSeries[] {
  let index = 0;
  return frames.flatMap((frame) => {
    const time = timeField(frame);
    if (time === undefined) return [];
    const times = time.values.map((at) => numberIn(at) ?? 0);
    return frame.fields.filter(isNumberField).map((field): DrawnSeries => {
      const options = fieldOptions(config, frame, field);
      const at = index;
      index += 1;
      return {
        key: `s${at}`,
        title: titleOf(field, options),
        color: colorOfSeries(ownColor(field, options), at),
        options,
        field,
        refId: frame.refId,
        times,
        values: drawnValues(field, options),
        side: options.draw?.axis === 'right' ? 'right' : 'left',
        stepMs: usualStep(times),
      };
    });
  });
}

/** Of a fixed colour, or by the last value where thresholds or a scheme colour it. */
function ownColor(field: FrameField, options: FieldOptions): string | null {
  const mode = options.color?.mode;
  if (mode === 'fixed' || mode === 'shades') return options.color?.fixed ?? null;
  if (mode !== 'thresholds' && mode !== 'continuous') return null;
  const min = numberIn(reduce(field, 'min'));
  const max = numberIn(reduce(field, 'max'));
  return displayValue(reduce(field, 'lastNotNull'), options, { min, max }).color;
}

function drawnValues(field: FrameField, { draw }: FieldOptions): readonly (number | null)[] {
  const values = field.values.map((value) =>
    typeof value === 'number' && Number.isFinite(value) ? value : null,
  );
  if (draw?.transform === 'negative-Y') return values.map((value) => (value === null ? null : -value));
  if (draw?.transform !== 'constant') return values;
  const first = values.find((value) => value !== null) ?? null;
  return values.map(() => first);
}

function usualStep(times: readonly number[]): number {
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  gaps.sort((a, b) => a - b);
  // The shortest distances are steps; longer ones are gaps.
  return gaps[Math.floor(gaps.length / 4)] ?? 0;
}
