/** The inventory of a store, read once for each state of it. */
import type { StoredObject } from '@/lib/config/store';
import { type Inventory, readInventory } from '@/lib/inventory/inventory';

/** A store hands out the same list as long as nothing in it changed. */
const known = new WeakMap<readonly StoredObject[], Inventory>();

export function inventoryOf(objects: readonly StoredObject[]): Inventory {
  let inventory = known.get(objects);
  if (inventory === undefined) {
    inventory = readInventory(objects);
    known.set(objects, inventory);
  }
  return inventory;
}
