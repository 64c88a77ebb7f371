/** Effects of rules on hosts: what concerns a host by its exact name or by a wildcard that covers it. */
import { hostCovers } from '@/lib/config/simulation/host-names';

/** Entries by host pattern, so that a thousand services do not each look at a thousand rules. */
export class ByHost<Entry> {
  readonly #exact = new Map<string, Entry[]>();
  readonly #wildcards: { readonly pattern: string; readonly entry: Entry }[] = [];

  /** `pattern` is resolved already: a full name, or a wildcard; a bare `*` speaks for no service in particular. */
  add(pattern: string, entry: Entry): void {
    if (pattern === '' || pattern === '*') return;
    if (pattern.startsWith('*')) {
      this.#wildcards.push({ pattern, entry });
      return;
    }
    const known = this.#exact.get(pattern);
    if (known === undefined) this.#exact.set(pattern, [entry]);
    else known.push(entry);
  }

  of(host: string): readonly Entry[] {
    const wanted = host.toLowerCase();
    const covering = this.#wildcards.filter(({ pattern }) => hostCovers(pattern, wanted));
    return [...(this.#exact.get(wanted) ?? []), ...covering.map(({ entry }) => entry)];
  }
}

/** Whether any of the namespaces that exist sees an object; `~` and names of nobody hide it. */
export function isSeenBySomebody(
  exportTo: readonly string[],
  ownNamespace: string,
  namespaces: ReadonlySet<string>,
): boolean {
  if (exportTo.length === 0) return true;
  return exportTo.some((entry) => entry === '*' || namespaces.has(entry === '.' ? ownNamespace : entry));
}
