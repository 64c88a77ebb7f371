/** Choosing and ordering the objects of the list. Pure; the filter itself lives in the URL. */
import type { ConfigListEntry } from '@/lib/config/contract';

export type StatusChoice = 'all' | 'errors' | 'warnings' | 'good';
export type SortColumn = 'kind' | 'name' | 'namespace' | 'status' | 'summary' | 'cluster';

export interface ListFilter {
  /** Words that must all occur in kind, namespace, name, summary or file. */
  readonly text: string;
  /** `group/Kind`; empty = all. */
  readonly kinds: readonly string[];
  /** Null = all. Objects without a namespace are always shown. */
  readonly namespaces: readonly string[] | null;
  readonly status: StatusChoice;
  /** `name` or `name=value`, several with commas or spaces between; all must be there. */
  readonly label: string;
  /** A part of the manager's name. */
  readonly manager: string;
  /** `namespace/service` that the objects rule; answered by the server. */
  readonly rules: string;
  readonly sort: SortColumn;
  readonly descending: boolean;
}

export function kindKey({ id }: ConfigListEntry): string {
  return `${id.group}/${id.kind}`;
}

/** True when something but the namespaces and the order is chosen. */
export function isNarrowed({ text, kinds, status, label, manager, rules }: ListFilter): boolean {
  return kinds.length > 0 || status !== 'all' || [text, label, manager, rules].some((one) => one !== '');
}

/** Everything but the kinds, so that their counts can stand beside the choice. */
export function withoutKinds(
  entries: readonly ConfigListEntry[],
  filter: ListFilter,
): readonly ConfigListEntry[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(
    (entry) =>
      inNamespaces(entry, filter.namespaces) &&
      hasStatus(entry, filter.status) &&
      hasLabels(entry, filter.label) &&
      entry.manager.toLowerCase().includes(filter.manager.trim().toLowerCase()) &&
      hasWords(entry, words),
  );
}

export function filtered(
  entries: readonly ConfigListEntry[],
  filter: ListFilter,
): readonly ConfigListEntry[] {
  const chosen = withoutKinds(entries, filter).filter(
    (entry) => filter.kinds.length === 0 || filter.kinds.includes(kindKey(entry)),
  );
  const direction = filter.descending ? -1 : 1;
  // Sorting is stable, so that equal ones stay by kind, namespace, name as they were answered.
  return [...chosen].sort((a, b) => direction * compare(a, b, filter.sort));
}

function inNamespaces(entry: ConfigListEntry, namespaces: ListFilter['namespaces']): boolean {
  return namespaces === null || entry.id.namespace === null || namespaces.includes(entry.id.namespace);
}

function hasStatus({ status }: ConfigListEntry, choice: StatusChoice): boolean {
  if (choice === 'errors') return status.errors > 0;
  if (choice === 'warnings') return status.warnings > 0;
  return choice === 'all' || status.errors + status.warnings === 0;
}

function hasLabels({ labels }: ConfigListEntry, asked: string): boolean {
  return asked
    .split(/[\s,]+/)
    .filter(Boolean)
    .every((one) => {
      const [name = '', value] = one.split('=');
      const own = labels[name];
      return own !== undefined && (value === undefined || own === value);
    });
}

function hasWords(entry: ConfigListEntry, words: readonly string[]): boolean {
  const { kind, namespace, name } = entry.id;
  const text = `${kind} ${namespace ?? ''} ${name} ${entry.summary} ${entry.origin}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function compare(a: ConfigListEntry, b: ConfigListEntry, column: SortColumn): number {
  if (column === 'status') return badness(b) - badness(a);
  return columnText(a, column).localeCompare(columnText(b, column), 'en', { numeric: true });
}

function badness({ status }: ConfigListEntry): number {
  return status.errors * 1000 + status.warnings;
}

function columnText({ id, summary }: ConfigListEntry, column: Exclude<SortColumn, 'status'>): string {
  if (column === 'summary') return summary;
  return id[column] ?? '';
}
