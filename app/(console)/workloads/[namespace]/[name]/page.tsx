/** `/workloads/<namespace or _>/<name>`: one of them. */
import { InventoryDetailPage } from '@/components/inventory/detail/detail-page';

export default async function WorkloadPage({
  params,
}: {
  params: Promise<{ namespace: string; name: string }>;
}) {
  const { namespace, name } = await params;
  const home = decodeURIComponent(namespace);
  return (
    <InventoryDetailPage
      kind="workloads"
      namespace={home === '_' ? null : home}
      name={decodeURIComponent(name)}
    />
  );
}
