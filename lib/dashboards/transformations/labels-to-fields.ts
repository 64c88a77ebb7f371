/** Labels of series as columns, or as rows. */
import { type Cell, type Frame, frame } from '@/lib/dashboards/frames/frame';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { column } from './columns';
import { merge } from './merge';

type Options = Extract<Transformation, { id: 'labelsToFields' }>;

export function labelsToFields(frames: readonly Frame[], options: Options): readonly Frame[] {
  return options.mode === 'rows'
    ? frames.map((of) => asRows(of, options))
    : merge(frames.map((of) => asColumns(of, options)));
}

/** Each label a column that is the same in all rows; `valueLabel` names the column of the figures. */
function asColumns(of: Frame, { keepLabels, valueLabel }: Options): Frame {
  const labels = new Map<string, string>();
  const fields = of.fields.map((field) => {
    for (const [name, value] of Object.entries(field.labels)) {
      if (name !== valueLabel && (keepLabels.length === 0 || keepLabels.includes(name)))
        labels.set(name, value);
    }
    const title = valueLabel === '' ? undefined : field.labels[valueLabel];
    return { name: title ?? field.name, type: field.type, labels: {}, values: field.values };
  });
  const [time, ...rest] = fields;
  const columns = [...labels].map(([name, value]) =>
    column(
      name,
      'string',
      Array.from({ length: of.length }, (): Cell => value),
    ),
  );
  return frame(of.refId, time === undefined ? columns : [time, ...columns, ...rest]);
}

/** A row for each label: its name and its value. */
function asRows(of: Frame, { keepLabels }: Options): Frame {
  const labels = new Map<string, string>();
  for (const field of of.fields)
    for (const [name, value] of Object.entries(field.labels)) labels.set(name, value);
  const kept = [...labels].filter(([name]) => keepLabels.length === 0 || keepLabels.includes(name));
  return frame(of.refId, [
    column(
      'label',
      'string',
      kept.map(([name]) => name),
    ),
    column(
      'value',
      'string',
      kept.map(([, value]) => value),
    ),
  ]);
}
