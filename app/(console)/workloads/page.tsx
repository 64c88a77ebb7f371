/** `/workloads`: the list of them. */
import { earlyListQuestion } from '@/components/inventory/list/early-list';
import { InventoryListPage } from '@/components/inventory/list/list-page';
import { EarlyQuestionScript } from '@/components/shell/early-question-script';

export default async function WorkloadsPage({ searchParams }: PageProps<'/workloads'>) {
  return (
    <>
      <EarlyQuestionScript {...earlyListQuestion('workloads', await searchParams)} />
      <InventoryListPage kind="workloads" />
    </>
  );
}
