/** Which series are shown alone. */

/** The choice after a click: the series alone, or all again where it was alone; with Ctrl one more or less. */
export function toggled(chosen: ReadonlySet<string>, key: string, adds: boolean): ReadonlySet<string> {
  if (!adds) return chosen.size === 1 && chosen.has(key) ? new Set() : new Set([key]);
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}
