/** Choosing, sorting and cutting the rows of a list. Pure; thousands of rows take a few milliseconds. */
import type { InventoryList, InventoryRow } from './contract';
import type { FindingChoice, HealthChoice, InventorySort, Plane } from './vocabulary';

export interface RowChoice {
  /**
   * Words that all must be in name, namespace, type or version; `label=value`, `label!=value` and `label:` (has it)
   * look at labels; a word with `-` before it must not be there.
   */
  readonly text: string;
  /** Empty lists do not choose. */
  readonly health: readonly HealthChoice[];
  readonly planes: readonly Plane[];
  readonly types: readonly string[];
  readonly findings: readonly FindingChoice[];
  /** Names; a namespace counts in each that has it. */
  readonly clusters: readonly string[];
  readonly namespaces: readonly string[] | null;
}

export interface RowOrder {
  readonly by: InventorySort;
  readonly descending: boolean;
}

export type ChosenRows = Pick<InventoryList, 'rows' | 'offset' | 'matched' | 'total' | 'facets'>;

export function chooseRows(
  all: readonly InventoryRow[],
  choice: RowChoice,
  order: RowOrder,
  part: { readonly offset: number; readonly limit: number },
): ChosenRows {
  const { rows: inScope, facets } = scopeOf(all, choice.namespaces);
  const tests = termsOf(choice.text);
  const chosen = inScope.filter(
    (row) =>
      among(choice.health, row.health.kind) &&
      among(choice.planes, row.plane) &&
      among(choice.types, row.type ?? '') &&
      among(choice.findings, findingChoiceOf(row)) &&
      (choice.clusters.length === 0 || clustersOf(row).some((name) => choice.clusters.includes(name))) &&
      tests.every((test) => test(row)),
  );
  const sorted = chosen.sort(comparison(order));
  return {
    rows: sorted.slice(part.offset, part.offset + part.limit),
    offset: part.offset,
    matched: sorted.length,
    total: inScope.length,
    facets,
  };
}

interface RowScope {
  readonly rows: readonly InventoryRow[];
  readonly facets: ChosenRows['facets'];
}

/** Whoever types a filter asks about the same rows with each letter. */
const scopes = new WeakMap<readonly InventoryRow[], Map<string, RowScope>>();

function scopeOf(all: readonly InventoryRow[], namespaces: readonly string[] | null): RowScope {
  const known = scopes.get(all) ?? new Map<string, RowScope>();
  scopes.set(all, known);
  const key = JSON.stringify(namespaces);
  const scope = known.get(key) ?? countedScope(all, namespaces);
  known.set(key, scope);
  return scope;
}

function countedScope(all: readonly InventoryRow[], namespaces: readonly string[] | null): RowScope {
  const rows = all.filter((row) => isInNamespaces(row, namespaces));
  return {
    rows,
    facets: {
      health: counted(rows, (row) => row.health.kind),
      plane: counted(rows, (row) => row.plane),
      type: counted(rows, (row) => row.type),
      findings: counted(rows, findingChoiceOf),
      cluster: counted(rows.flatMap(clustersOf), (name) => name),
    },
  };
}

function among<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function isInNamespaces({ namespace }: InventoryRow, namespaces: readonly string[] | null): boolean {
  return namespaces === null || (namespace !== null && namespaces.includes(namespace));
}

export function findingChoiceOf({ findings }: InventoryRow): FindingChoice {
  if (findings === null) return 'none';
  return findings.errors > 0 ? 'errors' : findings.warnings > 0 ? 'warnings' : 'none';
}

/** Empty = not known. */
function clustersOf({ cluster, clusters }: InventoryRow): readonly string[] {
  return cluster === null ? clusters : [cluster];
}

function counted<T>(rows: readonly T[], readValue: (row: T) => string | null): Record<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = readValue(row);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

type Test = (row: InventoryRow) => boolean;

const LABEL_TERM = /^([A-Za-z0-9][A-Za-z0-9._/-]*)(!=|=|:)(.*)$/;

function termsOf(text: string): readonly Test[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '-')
    .map((word) => {
      const isRefused = word.startsWith('-');
      const test = termOf(isRefused ? word.slice(1) : word);
      return isRefused ? (row) => !test(row) : test;
    });
}

function termOf(word: string): Test {
  const [, label, operator, value = ''] = LABEL_TERM.exec(word) ?? [];
  if (label !== undefined && operator === ':') return ({ labels }) => label in labels;
  if (label !== undefined && operator === '=') return ({ labels }) => labels[label] === value;
  if (label !== undefined && operator === '!=') return ({ labels }) => labels[label] !== value;
  const wanted = word.toLowerCase();
  return (row) => wordsOf(row).includes(wanted);
}

const words = new WeakMap<InventoryRow, string>();

function wordsOf(row: InventoryRow): string {
  const known = words.get(row) ?? writtenWords(row);
  words.set(row, known);
  return known;
}

function writtenWords({ name, namespace, type, cluster, clusters, holds }: InventoryRow): string {
  return `${namespace ?? ''} ${name} ${type ?? ''} ${cluster ?? clusters.join(' ')} ${holds?.versions.join(' ') ?? ''}`.toLowerCase();
}

const SEVERITY: Readonly<Record<InventoryRow['health']['kind'], number>> = {
  failing: 4,
  degraded: 3,
  healthy: 2,
  idle: 1,
  unknown: 0,
};

/** null = not known, which comes last whichever way is sorted. */
const VALUES: Readonly<Record<InventorySort, (row: InventoryRow) => number | string | null>> = {
  health: ({ health }) => SEVERITY[health.kind],
  name: ({ name }) => name,
  namespace: ({ namespace }) => namespace,
  cluster: (row) => clustersOf(row)[0] ?? null,
  type: ({ type }) => type,
  plane: ({ plane }) => plane,
  replicas: ({ replicas }) => replicas?.desired ?? null,
  findings: ({ findings }) => (findings === null ? null : findings.errors * 1e6 + findings.warnings),
  mtls: ({ figures }) => figures?.mutualTlsShare ?? null,
  rate: ({ figures }) => figures?.requestsPerSecond ?? null,
  errors: ({ figures }) => figures?.errorShare ?? null,
  p95: ({ figures }) => figures?.p95Ms ?? null,
  cpu: ({ usage }) => usage?.cpuCores ?? null,
  memory: ({ usage }) => usage?.memoryBytes ?? null,
  restarts: ({ usage }) => usage?.restarts ?? null,
};

function comparison({ by, descending }: RowOrder): (a: InventoryRow, b: InventoryRow) => number {
  const readValue = VALUES[by];
  const sign = descending ? -1 : 1;
  return (a, b) => {
    const [left, right] = [readValue(a), readValue(b)];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
    } else if (left !== right) return left < right ? -sign : sign;
    return (
      compareText(a.namespace ?? '', b.namespace ?? '') ||
      compareText(a.name, b.name) ||
      compareText(a.id, b.id)
    );
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
