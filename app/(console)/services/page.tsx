/** `/services`: the list of them. */
import { InventoryListPage } from '@/components/inventory/list/list-page';

export default function ServicesPage() {
  return <InventoryListPage kind="services" />;
}
