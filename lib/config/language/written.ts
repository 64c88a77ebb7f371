/** What stands in a text, as the forgiving readers tell it. */
import type { ObjectPath } from '@/lib/config/yaml/positions';

/** A field, an entry of a list, or a word that may become a field. */
export interface WrittenPart {
  /** Of the part itself; of a `word`, that of the object in which it stands. */
  readonly path: ObjectPath;
  readonly kind: 'field' | 'item' | 'word';
  /** The field's name; empty for an item; the word itself. */
  readonly name: string;
  readonly nameFrom: number;
  readonly nameTo: number;
  /** What stands behind the colon or dash as one value, quotes taken off; null where parts follow. */
  readonly value: string | null;
  readonly valueFrom: number;
  readonly valueTo: number;
  /** Columns before the name. */
  readonly column: number;
  /** Inside of brackets or braces. */
  readonly isFlow: boolean;
}

export interface WrittenDocument {
  readonly from: number;
  readonly to: number;
  readonly parts: readonly WrittenPart[];
}
