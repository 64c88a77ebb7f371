/** `/workloads`: the list of them. */
import { InventoryListPage } from '@/components/inventory/list/list-page';

export default function WorkloadsPage() {
  return <InventoryListPage kind="workloads" />;
}
