/** Whether two objects are shown to a common namespace. */

interface Exported {
  readonly namespace: string;
  readonly exportTo: readonly string[];
}

/** A namespace that sees both, `*` when all do, null when none. */
export function sharedScope(a: Exported, b: Exported, byDefault: readonly string[]): string | null {
  const left = scopeOf(a, byDefault);
  const right = scopeOf(b, byDefault);
  if (left.has('*')) return [...right][0] ?? null;
  if (right.has('*')) return [...left][0] ?? null;
  return [...left].find((namespace) => right.has(namespace)) ?? null;
}

function scopeOf({ namespace, exportTo }: Exported, byDefault: readonly string[]): ReadonlySet<string> {
  const written = exportTo.length === 0 ? byDefault : exportTo;
  const scope = new Set<string>();
  for (const entry of written) if (entry !== '~') scope.add(entry === '.' ? namespace : entry);
  return scope;
}
