/** `/applications`: the list of them. */
import { InventoryListPage } from '@/components/inventory/list/list-page';

export default function ApplicationsPage() {
  return <InventoryListPage kind="applications" />;
}
