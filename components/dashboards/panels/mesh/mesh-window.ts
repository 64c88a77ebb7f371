/** A dashboard's window and names as the pages of the mesh take them. Pure. */
import type { Window } from '@/lib/dashboards/plan/panel-window';

/** `from` and `to` in whole seconds. */
export function meshWindow({ fromMs, toMs }: Window): URLSearchParams {
  return new URLSearchParams({
    from: String(Math.floor(fromMs / 1000)),
    to: String(Math.floor(toMs / 1000)),
  });
}

/** Names of a variable's text, however several are written: `a,b`, `(a|b)`, `{a,b}`, `a + b`; All is none. */
export function namesIn(text: string): readonly string[] {
  const names = text.split(/[\s,|+(){}]+/).filter((name) => name !== '' && name !== 'All');
  return [...new Set(names)];
}
