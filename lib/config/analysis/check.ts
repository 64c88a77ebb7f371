/** One condition that the analysis looks for: what the docs say of it, and the function that finds it. */
import type { StoredObject } from '@/lib/config/store';
import type { Draft, Severity } from './finding';
import type { MeshIndex } from './mesh-index';

export interface Check {
  /** `PER` and four digits; never given to another condition. */
  readonly code: string;
  readonly title: string;
  /** When it speaks, in words. */
  readonly condition: string;
  /** What most of its findings are; a finding may say otherwise. */
  readonly severity: Severity;
  /** Codes of istioctl analyze that mean the same, as in `IST0101`. */
  readonly ist: readonly string[];
  /** Codes of Kiali that mean the same, as in `KIA1101`. */
  readonly kia: readonly string[];
  /** Kinds it looks at, as in `networking.istio.io/VirtualService`. */
  readonly kinds: readonly string[];
  /** What its quick fix does, null where there is none. */
  readonly fix: string | null;
  /** Marked as suppressed unless it is asked for by its code: what it finds is a matter of taste. */
  readonly isOff?: true;
  /**
   * Looks at one object of those kinds. Whatever else it needs it reads through `mesh`, which remembers what was
   * read, so that a later edit runs the check again only where the answer may change.
   */
  run(object: StoredObject, mesh: MeshIndex): Iterable<Draft>;
}

/** Where our own docs explain a code. */
export function checkDocs(code: string): string {
  return `/config/checks#${code}`;
}

/** Istio's page on one of its codes. */
export function istioDocs(ist: string): string {
  return `https://istio.io/latest/docs/reference/config/analysis/${ist.toLowerCase()}/`;
}
