'use client';
/** Where a draft is edited: at a line of it, and as a new object where nothing is stored yet. */
import { useScopedHref } from '@/components/shell/scope';
import { objectHref } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';

interface Draft {
  readonly id: ObjectId;
  /** Null = a new object. */
  readonly version: string | null;
}

export function useEditHref(): (draft: Draft, line?: number) => string {
  const scoped = useScopedHref();
  return ({ id, version }, line) => {
    const own = new URLSearchParams();
    if (version === null) own.set('new', '1');
    if (line !== undefined) own.set('line', String(line));
    const href = scoped(objectHref(id));
    return own.size === 0 ? href : `${href}${href.includes('?') ? '&' : '?'}${own}`;
  };
}
