/** Which dashboards of the list are shown, in which order. Pure. */
import type { DashboardEntry } from '@/lib/dashboards/library/contract';

export interface ListChoice {
  readonly q: string;
  readonly tag: string | null;
  readonly favourites: ReadonlySet<string>;
}

/** Every word must be found somewhere; favourites stand first, the rest as it came. */
export function fittingDashboards(
  entries: readonly DashboardEntry[],
  { q, tag, favourites }: ListChoice,
): readonly DashboardEntry[] {
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries
    .filter(({ title, description, tags, uid }) => {
      const text = [title, description, uid, ...tags].join(' ').toLowerCase();
      return (tag === null || tags.includes(tag)) && words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => Number(favourites.has(b.uid)) - Number(favourites.has(a.uid)));
}

/** Tags of all, most used first, without the one that the origin says; more are found by typing. */
export function tagsOf(entries: readonly DashboardEntry[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const tag of entries.flatMap(({ tags }) => tags))
    if (tag !== 'built-in') counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .sort(([a, most], [b, other]) => other - most || a.localeCompare(b))
    .slice(0, 6)
    .map(([tag]) => tag);
}
