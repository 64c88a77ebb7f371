/** The graph's question for facts, answered from a store of configuration. */
import type { ConfigStore, StoredObject } from '@/lib/config/store';
import type { MeshFacts, MeshFactsPort } from '@/lib/graph/mesh-facts';
import { meshFactsSteps } from './mesh-facts';

/** Milliseconds of work between two rests. */
const SLICE_MS = 8;

interface Known {
  readonly objects: readonly StoredObject[];
  readonly facts: Promise<MeshFacts>;
}

/**
 * Facts are worked out once for each state of the store, however often a graph asks. Throws the store's `Fault`.
 * `rest`: lets the process do what else there is to do; it is called now and then while thousands of objects are read.
 */
export function meshFactsFrom(store: Pick<ConfigStore, 'list'>, rest: () => Promise<void>): MeshFactsPort {
  let known: Known | null = null;
  return {
    async gaps(signal) {
      const { gaps = [] } = await store.list(signal);
      return gaps.filter(({ reason }) => reason !== 'not-installed').map(({ message }) => message);
    },
    async facts(signal) {
      const { objects } = await store.list(signal);
      if (known !== null && isSameState(known.objects, objects)) return known.facts;
      const mine: Known = { objects, facts: inSlices(meshFactsSteps(objects), rest) };
      known = mine;
      // A failure is told to those who waited for it; whoever asks next tries again.
      mine.facts.catch(() => {
        if (known === mine) known = null;
      });
      return mine.facts;
    },
  };
}

async function inSlices<T>(steps: Generator<undefined, T, undefined>, rest: () => Promise<void>): Promise<T> {
  let until = performance.now() + SLICE_MS;
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() < until) continue;
    await rest();
    until = performance.now() + SLICE_MS;
  }
}

/** A store hands out the objects in one order, and a version changes with every change of an object. */
function isSameState(before: readonly StoredObject[], now: readonly StoredObject[]): boolean {
  if (before.length !== now.length) return false;
  return now.every((object, at) => {
    const other = before[at];
    return other === object || (other !== undefined && isSameObject(other, object));
  });
}

function isSameObject(a: StoredObject, b: StoredObject): boolean {
  return (
    a.version === b.version &&
    a.id.kind === b.id.kind &&
    a.id.name === b.id.name &&
    a.id.namespace === b.id.namespace &&
    a.id.group === b.id.group
  );
}
