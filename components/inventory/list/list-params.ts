/** What a list's address says beside the scope, and the question to the API that follows from both. Pure: the server reads it too. */
import {
  type inferParserType,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { type ScopeValues, scopeParams } from '@/components/shell/scope-codec';
import {
  findingChoices,
  healthChoices,
  type InventoryKind,
  inventorySorts,
  planes,
} from '@/lib/insight/inventory/vocabulary';

export const listParsers = {
  q: parseAsString.withDefault(''),
  health: parseAsStringLiteral(healthChoices),
  plane: parseAsStringLiteral(planes),
  findings: parseAsStringLiteral(findingChoices),
  type: parseAsString,
  /** Rows of one cluster, where there are several. What an address says as `cluster` a document is about. */
  inCluster: parseAsString,
  sort: parseAsStringLiteral(inventorySorts).withDefault('health'),
  descending: parseAsBoolean.withDefault(true),
  /** The row at the top. */
  at: parseAsInteger.withDefault(0),
};

export type ListChoice = inferParserType<typeof listParsers>;

/** Rows that are asked for together. */
export const PART = 100;

/** Parameters of the list's API, without the part. */
export function listParams(
  scope: Pick<ScopeValues, 'namespaces' | 'window'>,
  choice: Omit<ListChoice, 'at'>,
): string {
  const { q, health, plane, findings, type, inCluster, sort, descending } = choice;
  const asked = scopeParams(scope);
  for (const [name, value] of Object.entries({ q, health, plane, findings, type, cluster: inCluster })) {
    if (value !== null && value !== '') asked.set(name, value);
  }
  asked.set('sort', sort);
  asked.set('descending', String(descending));
  return asked.toString();
}

/** Of the rows that begin the list, without what has to be measured. */
export function bareListPath(kind: InventoryKind, params: string): string {
  return `/api/inventory/${kind}?${params}&figures=false&limit=${PART}`;
}

/** Of a part of the list with its figures. `seen`: the end of the window whose rows are on screen (Unix seconds). */
export function listPartPath(
  kind: InventoryKind,
  params: string,
  part: number,
  seen: number | null = null,
): string {
  const path = `/api/inventory/${kind}?${params}&offset=${part * PART}&limit=${PART}`;
  return seen === null ? path : `${path}&seen=${seen}`;
}
