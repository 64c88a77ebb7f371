/** The graph's question for facts, answered from a store of configuration. */
import type { ConfigStore, StoredObject } from '@/lib/config/store';
import type { MeshFacts, MeshFactsPort } from '@/lib/graph/mesh-facts';
import { meshFactsOf } from './mesh-facts';

/** Facts are worked out once for each state of the store, however often a graph asks. Throws the store's `Fault`. */
export function meshFactsFrom(store: Pick<ConfigStore, 'list'>): MeshFactsPort {
  let known: { readonly objects: readonly StoredObject[]; readonly facts: MeshFacts } | null = null;
  return {
    async facts(signal) {
      const { objects } = await store.list(signal);
      if (known === null || !isSameState(known.objects, objects)) {
        known = { objects, facts: meshFactsOf(objects) };
      }
      return known.facts;
    },
  };
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
