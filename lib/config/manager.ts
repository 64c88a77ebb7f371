/** Who keeps an object: a tool that says so by label, else whoever changed it last. */
import { fieldsAt, fieldsListAt, textAt, textMapAt } from './simulation/read/fields';
import type { StoredObject } from './store';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** '' where nothing tells. Of several managers of fields the one of the latest change. */
export function managerOf({ value }: StoredObject): string {
  const metadata = fieldsAt(value, 'metadata');
  const told = textMapAt(metadata, 'labels')[MANAGED_BY];
  if (told !== undefined && told !== '') return told;
  const changes = fieldsListAt(metadata, 'managedFields')
    .filter((entry) => textAt(entry, 'subresource') === null)
    .map((entry) => ({ manager: textAt(entry, 'manager') ?? '', time: textAt(entry, 'time') ?? '' }))
    .sort((a, b) => (a.time < b.time ? 1 : -1));
  return changes[0]?.manager ?? '';
}
