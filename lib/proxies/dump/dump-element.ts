/** A piece of a dump, small enough to be looked at by itself. */

export interface DumpElement {
  /** Keys and places of lists from the root, e.g. `['configs', 2, 'dynamic_active_clusters', 17]`. */
  readonly path: readonly (string | number)[];
  /** Parts that were given before, as elements of their own, are `null` in it. Null where it is too large. */
  readonly value: unknown;
  /** Its size in the dump, without the parts given before. */
  readonly bytes: number;
}
