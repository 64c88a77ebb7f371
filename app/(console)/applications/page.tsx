/** `/applications`: the list of them. */
import { InventoryListDocument } from '@/app/(console)/inventory-list-document';

export default async function ApplicationsPage({ searchParams }: PageProps<'/applications'>) {
  return <InventoryListDocument kind="applications" address={await searchParams} />;
}
