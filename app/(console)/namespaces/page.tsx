/** `/namespaces`: the list of them. */
import { InventoryListPage } from '@/components/inventory/list/list-page';

export default function NamespacesPage() {
  return <InventoryListPage kind="namespaces" />;
}
