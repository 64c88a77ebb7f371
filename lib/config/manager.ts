/** Who keeps an object: the tool that brings it into the cluster, who says so by label, else whoever changed it last. */
import { deliveryOf, managerNames } from './managers/delivery';
import { fieldsAt, fieldsListAt, textAt, textMapAt } from './simulation/read/fields';
import type { StoredObject } from './store';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** '' where nothing tells. Of several managers of fields the one of the latest change. */
export function managerOf({ value }: StoredObject): string {
  const delivery = deliveryOf(value, managerNames(value));
  if (delivery !== null) return delivery.tool;
  const metadata = fieldsAt(value, 'metadata');
  const told = textMapAt(metadata, 'labels')[MANAGED_BY];
  if (told !== undefined && told !== '') return told;
  const changes = fieldsListAt(metadata, 'managedFields')
    .filter((entry) => textAt(entry, 'subresource') === null)
    .map((entry) => ({ manager: textAt(entry, 'manager') ?? '', time: textAt(entry, 'time') ?? '' }))
    .sort((a, b) => (a.time < b.time ? 1 : -1));
  return changes[0]?.manager ?? '';
}
