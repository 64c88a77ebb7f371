/** Transformations as they are offered in the editor, and each as it begins. Pure. */
import { type Transformation, transformationSchema } from '@/lib/dashboards/model/transformation';

export interface TransformationKind {
  readonly id: Transformation['id'];
  readonly title: string;
  /** What it does, in a few words. */
  readonly what: string;
}

export const TRANSFORMATION_KINDS: readonly TransformationKind[] = [
  { id: 'organize', title: 'Hide, order, rename', what: 'fields by their names' },
  { id: 'merge', title: 'Merge', what: 'all answers as one table' },
  { id: 'joinByField', title: 'Join by a field', what: 'answers beside each other' },
  { id: 'groupBy', title: 'Group rows', what: 'one row for each group' },
  { id: 'calculateField', title: 'Calculate a field', what: 'from others, row by row' },
  { id: 'sortBy', title: 'Sort rows', what: 'by one field' },
  { id: 'labelsToFields', title: 'Labels to fields', what: 'a column for each label' },
  { id: 'filterByValue', title: 'Filter rows', what: 'by their values' },
  { id: 'filterFieldsByName', title: 'Filter fields', what: 'by their names' },
  { id: 'renameByRegex', title: 'Rename by expression', what: 'fields whose names fit' },
  { id: 'reduce', title: 'Reduce', what: 'each series to figures' },
  { id: 'limit', title: 'Limit rows', what: 'the first so many' },
];

/** Fields that have no default in the model. */
const BEGINNINGS: Partial<Record<Transformation['id'], object>> = {
  groupBy: { fields: {} },
  sortBy: { field: 'Value', desc: true },
  filterByValue: { filters: [{ field: 'Value', test: 'greater', value: 0 }] },
  renameByRegex: { regex: '(.*)', renamePattern: '$1' },
  reduce: { reducers: ['lastNotNull'] },
  limit: { limit: 10 },
};

export function newTransformation(id: Transformation['id']): Transformation {
  return transformationSchema.parse({ id, ...BEGINNINGS[id] });
}

export function transformationTitle(id: Transformation['id']): string {
  return TRANSFORMATION_KINDS.find((kind) => kind.id === id)?.title ?? id;
}

/** What it is about, for one line of a list. */
export function transformationSubject(step: Transformation): string {
  switch (step.id) {
    case 'sortBy':
      return `${step.field}${step.desc ? ', the largest first' : ''}`;
    case 'joinByField':
      return step.byField === '' ? 'time' : step.byField;
    case 'groupBy':
      return Object.keys(step.fields)
        .filter((name) => step.fields[name]?.operation === 'groupby')
        .join(', ');
    case 'calculateField':
      return step.alias;
    case 'renameByRegex':
      return step.regex;
    case 'reduce':
      return step.reducers.join(', ');
    case 'limit':
      return String(step.limit);
    case 'filterByValue':
      return step.filters.map(({ field }) => field).join(', ');
    default:
      return '';
  }
}
