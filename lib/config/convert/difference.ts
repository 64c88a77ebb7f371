/** What a conversion cannot carry over, or carries over in another way, each with the place where it was written. */
import type { ObjectPath } from '@/lib/config/yaml/positions';

/**
 * `left-out`: it is not in the result. `changed`: the result does something close to it. `unreached`: left out, but
 * nothing ever reached it. `segments`: prefixes count whole segments of a path there.
 */
export type DifferenceKind = 'left-out' | 'changed' | 'unreached' | 'segments';

export interface Difference {
  /** In the object that is converted. */
  readonly path: ObjectPath;
  readonly kind: DifferenceKind;
  /** A sentence. */
  readonly because: string;
}

/** Collects differences; the same one is kept once. */
export class Differences {
  readonly #found = new Map<string, Difference>();

  leftOut(path: ObjectPath, because: string): void {
    this.add({ path, kind: 'left-out', because });
  }

  changed(path: ObjectPath, because: string): void {
    this.add({ path, kind: 'changed', because });
  }

  add(difference: Difference): void {
    const key = `${difference.kind} ${pathText(difference.path)} ${difference.because}`;
    if (!this.#found.has(key)) this.#found.set(key, difference);
  }

  get all(): readonly Difference[] {
    return [...this.#found.values()];
  }
}

/** `spec.http[0].match[1].uri`, as people write it. */
export function pathText(path: ObjectPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}
