'use client';
/** The list's filter as the URL holds it. */
import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useScope } from '@/components/shell/scope';
import type { ListFilter, SortColumn, StatusChoice } from './list-filter';

const STATUSES = ['all', 'errors', 'warnings', 'good'] as const satisfies readonly StatusChoice[];
const COLUMNS = [
  'kind',
  'name',
  'namespace',
  'status',
  'summary',
  'cluster',
] as const satisfies readonly SortColumn[];

const parsers = {
  q: parseAsString.withDefault(''),
  kinds: parseAsArrayOf(parseAsString).withDefault([]),
  status: parseAsStringLiteral(STATUSES).withDefault('all'),
  label: parseAsString.withDefault(''),
  manager: parseAsString.withDefault(''),
  rules: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(COLUMNS).withDefault('kind'),
  desc: parseAsBoolean.withDefault(false),
};

export type MoreFilters = Pick<ListFilter, 'label' | 'manager' | 'rules'>;

export interface ListState {
  readonly filter: ListFilter;
  setText(text: string): void;
  setKinds(kinds: readonly string[]): void;
  setStatus(status: StatusChoice): void;
  /** The same column again turns the order round. */
  sortBy(column: SortColumn): void;
  /** Labels, manager and the service that is ruled. */
  setMore(change: Partial<MoreFilters>): void;
  clear(): void;
}

export function useListState(): ListState {
  const { namespaces } = useScope();
  const [fields, setFields] = useQueryStates(parsers, { history: 'replace' });
  const { q, kinds, status, label, manager, rules, sort, desc } = fields;
  return {
    filter: { text: q, kinds, namespaces, status, label, manager, rules, sort, descending: desc },
    setText: (text) => void setFields({ q: text }),
    setKinds: (next) => void setFields({ kinds: [...next] }),
    setStatus: (next) => void setFields({ status: next }),
    sortBy: (column) => void setFields({ sort: column, desc: column === sort ? !desc : false }),
    setMore: (change) => void setFields(change),
    clear: () => void setFields({ q: '', kinds: [], status: 'all', label: '', manager: '', rules: '' }),
  };
}
