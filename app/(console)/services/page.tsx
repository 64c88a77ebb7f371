/** `/services`: the list of them. */
import { InventoryListDocument } from '@/app/(console)/inventory-list-document';

export default async function ServicesPage({ searchParams }: PageProps<'/services'>) {
  return <InventoryListDocument kind="services" address={await searchParams} />;
}
