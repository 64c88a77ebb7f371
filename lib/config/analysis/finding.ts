/** What a check found on one object. Line and column are looked up in the object's text when they are shown (`place.ts`). */
import type { ObjectId } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export type Severity = 'error' | 'warning' | 'info';

/** Another object that has to do with a finding. */
export interface Related {
  readonly id: ObjectId;
  readonly path: ObjectPath;
}

/** One step of a fix. Paths are those of the object as it is before the fix. */
export type FixStep =
  /** Writes `value` (YAML, one line) in place of the value at `path`. */
  | { readonly kind: 'replace'; readonly path: ObjectPath; readonly value: string }
  /** Takes the field or list entry at `path` away with its lines. */
  | { readonly kind: 'remove'; readonly path: ObjectPath }
  | { readonly kind: 'rename'; readonly path: ObjectPath; readonly name: string }
  /** Adds `key: value` to the object at `path`, which is made in its parent when it is missing. */
  | { readonly kind: 'add'; readonly path: ObjectPath; readonly key: string; readonly value: string }
  /** Puts the list entry `from` before the entry `to` of the same list; one past the last is its end. */
  | { readonly kind: 'reorder'; readonly path: ObjectPath; readonly from: number; readonly to: number };

/** An edit of the object's text that mends the finding, made on request with comments kept. Plain data. */
export interface Fix {
  readonly label: string;
  readonly steps: readonly FixStep[];
}

/** Who asked for a finding not to count, and where that is written. */
export interface Suppression {
  readonly by: 'annotation' | 'setting';
  /** The annotation's name, the entry of the settings file, or `default` for checks that are off unless asked for. */
  readonly where: string;
}

export interface Finding {
  /** `PER` and four digits. */
  readonly code: string;
  readonly severity: Severity;
  readonly id: ObjectId;
  readonly path: ObjectPath;
  /** What is wrong and what to do, in words. */
  readonly message: string;
  readonly related: readonly Related[];
  readonly fix: Fix | null;
  readonly suppressed: Suppression | null;
}

/** What a check says; code, object and suppression are added by the analysis. */
export interface Draft {
  readonly path: ObjectPath;
  readonly message: string;
  /** Left out: the check's own. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fix?: Fix | null;
}
