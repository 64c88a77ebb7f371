/**
 * What this browser tab remembers of an object: a text that was not saved, and what stood before the last save.
 * Kept in sessionStorage, so that a reload or a visit to another page loses nothing.
 */
import { objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';

/** `version` is the stored version that the text was written over; null = a new object. */
export interface Draft {
  readonly text: string;
  readonly version: string | null;
}

/** `previousText` null = the save created the object. `version` is the one that the save made. */
export interface LastSave {
  readonly previousText: string | null;
  readonly version: string;
}

type Kind = 'draft' | 'last-save';

function storageKey(kind: Kind, id: ObjectId): string {
  return `periplus.config.${kind}.${objectKey(id)}`;
}

function read(kind: Kind, id: ObjectId): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(window.sessionStorage.getItem(storageKey(kind, id)) ?? 'null');
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

function write(kind: Kind, id: ObjectId, value: Draft | LastSave | null): void {
  try {
    if (value === null) window.sessionStorage.removeItem(storageKey(kind, id));
    else window.sessionStorage.setItem(storageKey(kind, id), JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the text lives as long as the page.
  }
}

export function readDraft(id: ObjectId): Draft | null {
  const value = read('draft', id);
  if (value === null || typeof value.text !== 'string') return null;
  return { text: value.text, version: typeof value.version === 'string' ? value.version : null };
}

export function writeDraft(id: ObjectId, draft: Draft | null): void {
  write('draft', id, draft);
}

export function readLastSave(id: ObjectId): LastSave | null {
  const value = read('last-save', id);
  if (value === null || typeof value.version !== 'string') return null;
  return {
    version: value.version,
    previousText: typeof value.previousText === 'string' ? value.previousText : null,
  };
}

export function writeLastSave(id: ObjectId, save: LastSave | null): void {
  write('last-save', id, save);
}
