/** `/services/<namespace or _>/<name>`: one of them. */
import { InventoryDetailPage } from '@/components/inventory/detail/detail-page';

export default async function ServicePage({
  params,
}: {
  params: Promise<{ namespace: string; name: string }>;
}) {
  const { namespace, name } = await params;
  const home = decodeURIComponent(namespace);
  return (
    <InventoryDetailPage
      kind="services"
      namespace={home === '_' ? null : home}
      name={decodeURIComponent(name)}
    />
  );
}
