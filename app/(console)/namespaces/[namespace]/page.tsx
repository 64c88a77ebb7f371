/** `/namespaces/<name>`: one namespace. */
import { InventoryDetailPage } from '@/components/inventory/detail/detail-page';

export default async function NamespacePage({ params }: { params: Promise<{ namespace: string }> }) {
  const name = decodeURIComponent((await params).namespace);
  return <InventoryDetailPage kind="namespaces" namespace={name} name={name} />;
}
