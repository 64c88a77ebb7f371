/** What the command palette finds: every word must occur, and names that begin with the search come first. */

export interface PaletteEntry {
  /** Unique among all entries. */
  id: string;
  group: 'Pages' | 'Namespaces' | 'Services' | 'Workloads' | 'Configuration' | 'Traces' | 'Actions';
  /** The name, searched first. */
  name: string;
  /** Muted beside it, searched too: the namespace, the kind. */
  detail: string;
}

const PER_GROUP = 8;

/** 0 = does not match. */
export function matchScore(entry: Pick<PaletteEntry, 'name' | 'detail'>, search: string): number {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const name = entry.name.toLowerCase();
  const detail = entry.detail.toLowerCase();
  let score = 1;
  for (const word of words) {
    if (name === word) score += 8;
    else if (name.startsWith(word)) score += 5;
    else if (new RegExp(`[-._/ ]${escaped(word)}`).test(name)) score += 3;
    else if (name.includes(word)) score += 2;
    else if (detail.includes(word)) score += 1;
    else return 0;
  }
  return score;
}

/** The best entries of each group, groups in the order of their best match; ties keep the order given. */
export function searchPalette<E extends PaletteEntry>(
  entries: readonly E[],
  search: string,
): { group: PaletteEntry['group']; entries: E[] }[] {
  const groups = new Map<PaletteEntry['group'], { entry: E; score: number }[]>();
  for (const entry of entries) {
    const score = matchScore(entry, search);
    if (score === 0) continue;
    const list = groups.get(entry.group) ?? [];
    list.push({ entry, score });
    groups.set(entry.group, list);
  }
  return [...groups]
    .map(([group, list]) => ({ group, list: list.sort((a, b) => b.score - a.score) }))
    .sort((a, b) => (b.list[0]?.score ?? 0) - (a.list[0]?.score ?? 0))
    .map(({ group, list }) => ({ group, entries: list.slice(0, PER_GROUP).map(({ entry }) => entry) }));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
