'use client';
/** Dashboards that this browser remembers as favourites. */
import { useMemo } from 'react';
import { usePreference } from '@/components/ui/preference';

export function useFavourites(): {
  readonly uids: ReadonlySet<string>;
  readonly toggle: (uid: string) => void;
} {
  const [text, remember] = usePreference('dashboards.favourites', '');
  const uids = useMemo(() => new Set(text.split(' ').filter((uid) => uid !== '')), [text]);
  const toggle = (uid: string) => {
    const next = new Set(uids);
    if (!next.delete(uid)) next.add(uid);
    remember(next.size === 0 ? null : [...next].join(' '));
  };
  return { uids, toggle };
}
