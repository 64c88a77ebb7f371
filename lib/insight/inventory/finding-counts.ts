/** How many findings there are on objects, and on all that belongs to a namespace. */
import type { FindingAnswer } from '@/lib/config/findings/contract';
import { objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';

export interface FindingCount {
  readonly errors: number;
  readonly warnings: number;
}

const NONE: FindingCount = { errors: 0, warnings: 0 };

export class FindingCounts {
  readonly #byObject = new Map<string, FindingCount>();
  readonly #byNamespace = new Map<string, FindingCount>();

  /** What is suppressed does not count. */
  constructor(findings: readonly FindingAnswer[]) {
    for (const { id, severity, suppressed } of findings) {
      if (suppressed !== null || severity === 'info') continue;
      const namespace = id.kind === 'Namespace' && id.group === '' ? id.name : id.namespace;
      add(this.#byObject, objectKey(id), severity);
      if (namespace !== null) add(this.#byNamespace, namespace, severity);
    }
  }

  /** On any of these objects, each once. */
  on(ids: readonly ObjectId[]): FindingCount {
    const keys = new Set(ids.map(objectKey));
    return [...keys].reduce((sum, key) => plus(sum, this.#byObject.get(key) ?? NONE), NONE);
  }

  in(namespace: string): FindingCount {
    return this.#byNamespace.get(namespace) ?? NONE;
  }
}

function add(counts: Map<string, FindingCount>, key: string, severity: 'error' | 'warning'): void {
  const one = severity === 'error' ? { errors: 1, warnings: 0 } : { errors: 0, warnings: 1 };
  counts.set(key, plus(counts.get(key) ?? NONE, one));
}

function plus(a: FindingCount, b: FindingCount): FindingCount {
  return { errors: a.errors + b.errors, warnings: a.warnings + b.warnings };
}
