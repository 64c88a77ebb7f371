/** What the namespace selector lists and how it sums up the choice. */

export interface NamespaceChoice {
  name: string;
  /** null = chosen, but without traffic in the window. */
  requestsPerSecond: number | null;
}

/** The namespaces with traffic in the order given (busiest first), after those chosen that have none; filtered by a part of the name. */
export function namespaceChoices(
  busiestFirst: readonly { name: string; requestsPerSecond: number }[],
  chosen: readonly string[],
  search: string,
): NamespaceChoice[] {
  const known = new Set(busiestFirst.map((namespace) => namespace.name));
  const silent = chosen
    .filter((name) => !known.has(name))
    .map((name) => ({ name, requestsPerSecond: null }) satisfies NamespaceChoice);
  const wanted = search.trim().toLowerCase();
  return [...silent, ...busiestFirst].filter((choice) => choice.name.toLowerCase().includes(wanted));
}

const NAMED_AT_MOST = 2;

/** The selector's words: `All namespaces`, `bookinfo, shop` + `of 6`, `5 namespaces` + `of 12`. */
export function scopeText(
  chosen: readonly string[] | null,
  total: number | null,
): { main: string; rest: string } {
  if (chosen === null) return { main: 'All namespaces', rest: '' };
  const rest = total === null || total < chosen.length ? '' : `of ${total}`;
  if (chosen.length <= NAMED_AT_MOST) return { main: chosen.join(', '), rest };
  return { main: `${chosen.length} namespaces`, rest };
}
