/** Options that an override may hold, as the editor lists them: each by its path. Pure. */
import { type FieldMatcher, type FieldOptions, fieldOptionsSchema } from '@/lib/dashboards/model/field';

export type PropertyKind =
  | { readonly kind: 'text'; readonly mono?: boolean }
  | { readonly kind: 'number'; readonly least?: number; readonly most?: number; readonly whole?: boolean }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'color' | 'thresholds' | 'mappings' | 'links' | 'unit' };

export interface OverrideProperty {
  /** `unit`, or `draw.style` for what stands in a part. */
  readonly path: string;
  readonly title: string;
  readonly form: PropertyKind;
  /** As it is when it is added. */
  readonly initial: unknown;
}

const THRESHOLDS = {
  mode: 'absolute',
  steps: [
    { value: null, color: 'green' },
    { value: 1, color: 'red' },
  ],
};

export const OVERRIDE_PROPERTIES: readonly OverrideProperty[] = [
  { path: 'displayName', title: 'Name', form: { kind: 'text' }, initial: '' },
  { path: 'unit', title: 'Unit', form: { kind: 'unit' }, initial: 'short' },
  {
    path: 'decimals',
    title: 'Decimals',
    form: { kind: 'number', least: 0, most: 20, whole: true },
    initial: 2,
  },
  { path: 'min', title: 'Least', form: { kind: 'number' }, initial: 0 },
  { path: 'max', title: 'Most', form: { kind: 'number' }, initial: 100 },
  { path: 'noValue', title: 'Where there is no value', form: { kind: 'text' }, initial: '–' },
  { path: 'color', title: 'Colour', form: { kind: 'color' }, initial: { mode: 'fixed', fixed: 'blue' } },
  { path: 'thresholds', title: 'Thresholds', form: { kind: 'thresholds' }, initial: THRESHOLDS },
  { path: 'mappings', title: 'Mappings', form: { kind: 'mappings' }, initial: [] },
  { path: 'links', title: 'Links', form: { kind: 'links' }, initial: [] },
  { path: 'hideFrom.drawing', title: 'Not drawn', form: { kind: 'flag' }, initial: true },
  { path: 'hideFrom.legend', title: 'Not in the legend', form: { kind: 'flag' }, initial: true },
  { path: 'hideFrom.tooltip', title: 'Not in the tooltip', form: { kind: 'flag' }, initial: true },
  drawn('style', 'Drawn as', ['line', 'bars', 'points'], 'bars'),
  drawn('lineStyle', 'Stroke', ['solid', 'dash', 'dot'], 'dash'),
  { path: 'draw.lineWidth', title: 'Line width', form: { kind: 'number', least: 0, most: 10 }, initial: 2 },
  {
    path: 'draw.fillOpacity',
    title: 'Filled in per cent',
    form: { kind: 'number', least: 0, most: 100 },
    initial: 20,
  },
  { path: 'draw.fillBelowTo', title: 'Filled down to', form: { kind: 'text' }, initial: '' },
  drawn('interpolation', 'Between points', ['linear', 'smooth', 'stepBefore', 'stepAfter'], 'stepAfter'),
  drawn('points', 'Points', ['auto', 'always', 'never'], 'never'),
  drawn('gaps', 'Gaps', ['open', 'connected'], 'connected'),
  drawn('stacking', 'Stacked', ['none', 'normal', 'percent'], 'normal'),
  { path: 'draw.stackingGroup', title: 'Stack', form: { kind: 'text' }, initial: 'A' },
  drawn('transform', 'Values drawn', ['none', 'negative-Y', 'constant'], 'negative-Y'),
  drawn('axis', 'Axis', ['auto', 'left', 'right', 'hidden'], 'right'),
  { path: 'draw.axisLabel', title: 'Words at the axis', form: { kind: 'text' }, initial: '' },
  drawn('scale', 'Scale', ['linear', 'log2', 'log10', 'symlog'], 'log10'),
  drawn(
    'thresholds',
    'Thresholds drawn',
    ['off', 'line', 'dashed', 'area', 'line+area', 'dashed+area'],
    'line',
  ),
  {
    path: 'cell.display',
    title: 'Cell',
    form: {
      kind: 'choice',
      values: ['auto', 'text', 'color-text', 'color-background', 'gauge', 'sparkline', 'json'],
    },
    initial: 'color-background',
  },
  { path: 'cell.width', title: 'Column width', form: { kind: 'number', least: 0, most: 4000 }, initial: 160 },
  {
    path: 'cell.align',
    title: 'Column aligned',
    form: { kind: 'choice', values: ['auto', 'left', 'center', 'right'] },
    initial: 'right',
  },
  { path: 'cell.hidden', title: 'No column', form: { kind: 'flag' }, initial: true },
];

function drawn(part: string, title: string, values: readonly string[], initial: string): OverrideProperty {
  return { path: `draw.${part}`, title, form: { kind: 'choice', values }, initial };
}

export function propertyAt(options: FieldOptions, path: string): unknown {
  const [group = '', part] = path.split('.');
  const outer = (options as Readonly<Record<string, unknown>>)[group];
  if (part === undefined) return outer;
  return (outer as Readonly<Record<string, unknown>> | undefined)?.[part];
}

/** Undefined takes it away. What the model does not take changes nothing. */
export function withProperty(options: FieldOptions, path: string, value: unknown): FieldOptions {
  const [group = '', part] = path.split('.');
  const record: Record<string, unknown> = { ...options };
  if (part === undefined) record[group] = value;
  else {
    const inner: Record<string, unknown> = { ...(record[group] as object | undefined), [part]: value };
    if (value === undefined) delete inner[part];
    record[group] = Object.keys(inner).length === 0 ? undefined : inner;
  }
  if (record[group] === undefined) delete record[group];
  const read = fieldOptionsSchema.safeParse(record);
  return read.success ? read.data : options;
}

/** Those that the options hold, in the order of the list. */
export function heldProperties(options: FieldOptions): readonly OverrideProperty[] {
  return OVERRIDE_PROPERTIES.filter(({ path }) => propertyAt(options, path) !== undefined);
}

export const MATCHER_KINDS: readonly { readonly value: FieldMatcher['by']; readonly label: string }[] = [
  { value: 'name', label: 'The field called' },
  { value: 'names', label: 'Several fields' },
  { value: 'regexp', label: 'Names that fit' },
  { value: 'type', label: 'A kind of field' },
  { value: 'refId', label: 'Answers of a query' },
  { value: 'value', label: 'By their figures' },
];

export function newMatcher(by: FieldMatcher['by']): FieldMatcher {
  switch (by) {
    case 'name':
      return { by, name: '' };
    case 'names':
      return { by, names: [], exclude: false };
    case 'regexp':
      return { by, pattern: '' };
    case 'type':
      return { by, type: 'number' };
    case 'refId':
      return { by, refId: 'A' };
    case 'value':
      return { by, calc: 'max', op: '>', value: 0 };
  }
}

/** For one line of a list. */
export function matcherText(matcher: FieldMatcher): string {
  switch (matcher.by) {
    case 'name':
      return matcher.name === '' ? 'No field yet' : matcher.name;
    case 'names':
      return `${matcher.exclude ? 'All but ' : ''}${matcher.names.join(', ') || 'no field'}`;
    case 'regexp':
      return `/${matcher.pattern}/`;
    case 'type':
      return `Fields of type ${matcher.type}`;
    case 'refId':
      return `Query ${matcher.refId}`;
    case 'value':
      return `${matcher.calc} ${matcher.op} ${matcher.value}`;
  }
}
