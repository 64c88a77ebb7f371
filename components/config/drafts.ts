/**
 * What this browser remembers of objects: texts that were not saved, of each user by himself, for seven days; and in
 * this tab what stood before the last save. A reload, a sign-out or a visit to another page loses nothing.
 */
import { clusterKey } from '@/components/shell/document-cluster';
import { objectIdOfKey, objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';

/** `version` is the stored version that the text was written over; null = a new object. */
export interface Draft {
  readonly text: string;
  readonly version: string | null;
  /** What was stored then; null = nothing. */
  readonly baseText: string | null;
}

export interface KeptDraft extends Draft {
  readonly id: ObjectId;
  /** Unix milliseconds of the last change. */
  readonly changedAtMs: number;
}

/** `previousText` null = the save created the object. `version` is the one that the save made. */
export interface LastSave {
  readonly previousText: string | null;
  readonly version: string;
}

const DRAFTS = 'periplus.config.draft.';
const LAST_SAVES = 'periplus.config.last-save.';
const KEPT_MS = 7 * 24 * 3600 * 1000;

/** Tells this tab; other tabs hear of it by the browser's own `storage`. */
const changed = new EventTarget();

function lastSaveKey(id: ObjectId): string {
  return `${LAST_SAVES}${clusterKey()}${objectKey(id)}`;
}

function draftPrefix(user: string): string {
  return `${DRAFTS}${encodeURIComponent(user)}${clusterKey()}/`;
}

function parsed(written: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(written ?? 'null');
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function draftIn(written: string | null): (Draft & { readonly changedAtMs: number }) | null {
  const value = parsed(written);
  if (value === null || typeof value.text !== 'string' || typeof value.changedAtMs !== 'number') return null;
  const { text, changedAtMs } = value;
  return { text, changedAtMs, version: textOrNull(value.version), baseText: textOrNull(value.baseText) };
}

/** Null where there is none, or one that is too old. */
export function readDraft(user: string, id: ObjectId): Draft | null {
  return allDrafts(user).find((draft) => objectKey(draft.id) === objectKey(id)) ?? null;
}

export function writeDraft(user: string, id: ObjectId, draft: Draft | null): void {
  const key = draftPrefix(user) + objectKey(id);
  try {
    if (draft === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify({ ...draft, changedAtMs: Date.now() }));
  } catch {
    // Storage is full or forbidden: the text lives as long as the page.
  }
  changed.dispatchEvent(new Event('change'));
}

/** The user's drafts, the newest first. Those that are too old are removed on the way, whoever's they are. */
export function allDrafts(user: string): readonly KeptDraft[] {
  const prefix = draftPrefix(user);
  const found: KeptDraft[] = [];
  try {
    const storage = window.localStorage;
    for (const key of Object.keys(storage).filter((name) => name.startsWith(DRAFTS))) {
      const draft = draftIn(storage.getItem(key));
      if (draft === null || Date.now() - draft.changedAtMs > KEPT_MS) storage.removeItem(key);
      else if (key.startsWith(prefix)) found.push({ ...draft, id: objectIdOfKey(key.slice(prefix.length)) });
    }
  } catch {
    // Without storage there are no drafts.
  }
  return found.sort((a, b) => b.changedAtMs - a.changedAtMs);
}

/** Calls back when drafts change, in this tab or another; returns how to end that. */
export function watchDrafts(tell: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(DRAFTS)) tell();
  };
  changed.addEventListener('change', tell);
  window.addEventListener('storage', onStorage);
  return () => {
    changed.removeEventListener('change', tell);
    window.removeEventListener('storage', onStorage);
  };
}

export function readLastSave(id: ObjectId): LastSave | null {
  let written: string | null = null;
  try {
    written = window.sessionStorage.getItem(lastSaveKey(id));
  } catch {
    return null;
  }
  const value = parsed(written);
  if (value === null || typeof value.version !== 'string') return null;
  return { version: value.version, previousText: textOrNull(value.previousText) };
}

export function writeLastSave(id: ObjectId, save: LastSave | null): void {
  try {
    if (save === null) window.sessionStorage.removeItem(lastSaveKey(id));
    else window.sessionStorage.setItem(lastSaveKey(id), JSON.stringify(save));
  } catch {
    // Without storage there is nothing to take back.
  }
}
