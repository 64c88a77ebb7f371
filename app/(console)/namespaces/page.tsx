/** `/namespaces`: the list of them. */
import { InventoryListDocument } from '@/app/(console)/inventory-list-document';

export default async function NamespacesPage({ searchParams }: PageProps<'/namespaces'>) {
  return <InventoryListDocument kind="namespaces" address={await searchParams} />;
}
