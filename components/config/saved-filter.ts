'use client';
/** The list's filter as a text that can be kept: its part of the URL. */
import { useMemo } from 'react';
import { usePreference } from '@/components/ui/preference';

export interface SavedFilter {
  readonly name: string;
  /** Query of the list, sorted. */
  readonly filter: string;
}

const MOST = 30;
const FIELDS = ['q', 'kinds', 'status', 'label', 'manager', 'rules', 'sort', 'desc', 'namespaces'];

/** The filter of a page's query; '' when nothing is filtered. */
export function filterOf(query: Pick<URLSearchParams, 'get'>): string {
  const kept = new URLSearchParams();
  for (const field of FIELDS) {
    const value = query.get(field);
    if (value !== null && value !== '') kept.set(field, value);
  }
  return kept.toString();
}

/** The query with another filter; everything else stays. */
export function withFilter(query: { toString(): string }, filter: string): string {
  const next = new URLSearchParams(query.toString());
  for (const field of FIELDS) next.delete(field);
  for (const [field, value] of new URLSearchParams(filter))
    if (FIELDS.includes(field)) next.set(field, value);
  return next.toString();
}

export function useSavedFilters() {
  const [stored, store] = usePreference('config.filters', '[]');
  return useMemo(() => {
    const all = readFilters(stored);
    const put = (next: readonly SavedFilter[]) => store(next.length === 0 ? null : JSON.stringify(next));
    return {
      all,
      /** Takes the place of one of the same name. */
      save: (one: SavedFilter) => put([one, ...all.filter(({ name }) => name !== one.name)].slice(0, MOST)),
      forget: (name: string) => put(all.filter((one) => one.name !== name)),
    };
  }, [stored, store]);
}

/** What storage holds may be anything. */
export function readFilters(stored: string): readonly SavedFilter[] {
  try {
    const read: unknown = JSON.parse(stored);
    return Array.isArray(read) ? read.filter(isFilter).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isFilter(value: unknown): value is SavedFilter {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('filter' in value)) return false;
  return typeof value.name === 'string' && value.name !== '' && typeof value.filter === 'string';
}
