/** Series reduced to rows of figures, or columns to one row. */
import { CALCULATIONS, calculationId, reduce } from '@/lib/dashboards/frames/calculations';
import { type Frame, fieldTitle, frame, isNumberField } from '@/lib/dashboards/frames/frame';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { column } from './columns';

type Options = Extract<Transformation, { id: 'reduce' }>;

export function reduceFrames(frames: readonly Frame[], options: Options): readonly Frame[] {
  if (options.mode === 'reduceFields') return frames.map((of) => reducedColumns(of, options));
  return seriesToRows(frames, options);
}

/** One row for each series: its name (or its labels as columns), then a column for each calculation. */
function seriesToRows(frames: readonly Frame[], { reducers, labelsToFields }: Options): readonly Frame[] {
  const fields = frames.flatMap((of) => of.fields.filter(({ type }) => type !== 'time'));
  if (fields.length === 0) return [];
  const labels = labelsToFields
    ? [...new Set(fields.flatMap((field) => Object.keys(field.labels)))].sort()
    : [];
  const names = column('Field', 'string', fields.map(fieldTitle));
  const ofLabels = labels.map((label) =>
    column(
      label,
      'string',
      fields.map((field) => field.labels[label] ?? null),
    ),
  );
  const figures = reducers.map((id) => {
    const calc = calculationId(id);
    const title = CALCULATIONS.find((known) => known.id === calc)?.title ?? id;
    return column(
      title,
      'number',
      fields.map((field) => reduce(field, calc)),
    );
  });
  return [frame(frames[0]?.refId ?? 'A', [names, ...ofLabels, ...figures])];
}

function reducedColumns(of: Frame, { reducers }: Options): Frame {
  const [id = 'lastNotNull'] = reducers;
  const calc = calculationId(id);
  return frame(
    of.refId,
    of.fields.filter(isNumberField).map((field) => ({ ...field, values: [reduce(field, calc)] })),
  );
}
