/** The configuration in numbers: objects by kind, and those with findings, errors first. */
import type { ConfigList, ConfigListEntry } from '@/lib/config/contract';

export interface ConfigCounts {
  objects: number;
  errors: number;
  warnings: number;
  /** Most objects first. */
  kinds: { kind: string; count: number }[];
  found: ConfigListEntry[];
  /** Files that could not be read; each counts as an error. */
  unreadable: string[];
}

export function configCounts(list: Pick<ConfigList, 'objects' | 'unreadable'>): ConfigCounts {
  const byKind = Map.groupBy(list.objects, ({ id }) => id.kind);
  const kinds = [...byKind].map(([kind, objects]) => ({ kind, count: objects.length }));
  const found = list.objects.filter(({ status }) => status.errors + status.warnings > 0);
  return {
    objects: list.objects.length,
    errors: sum(list.objects.map(({ status }) => status.errors)) + list.unreadable.length,
    warnings: sum(list.objects.map(({ status }) => status.warnings)),
    kinds: kinds.sort((a, b) => b.count - a.count || a.kind.localeCompare(b.kind)),
    found: found.sort((a, b) => b.status.errors - a.status.errors || b.status.warnings - a.status.warnings),
    unreadable: [...new Set(list.unreadable.map(({ origin }) => origin))],
  };
}

/** `1 error, 2 warnings`. */
export function findingText(status: { errors: number; warnings: number }): string {
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return [
    status.errors > 0 && counted(status.errors, 'error'),
    status.warnings > 0 && counted(status.warnings, 'warning'),
  ]
    .filter(Boolean)
    .join(', ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
