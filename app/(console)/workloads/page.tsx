/** `/workloads`: the list of them. */
import { InventoryListDocument } from '@/app/(console)/inventory-list-document';

export default async function WorkloadsPage({ searchParams }: PageProps<'/workloads'>) {
  return <InventoryListDocument kind="workloads" address={await searchParams} />;
}
