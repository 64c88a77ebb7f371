/** Links to `/explore` from charts and panels. */
import type { ExploreLink } from './explore-state';

/** A path for `useScopedHref`, which adds the window where the link has none. */
export function exploreHref({ queries, mode, view, window }: ExploreLink): string {
  const params = new URLSearchParams(queries.map((expr) => ['expr', expr]));
  if (mode === 'instant') params.set('mode', mode);
  if (view !== undefined && view !== 'chart') params.set('view', view);
  if (window !== undefined) {
    params.set('from', String(window.fromSeconds));
    params.set('to', String(window.toSeconds));
  }
  return `/explore?${params}`;
}
