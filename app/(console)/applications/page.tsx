/** `/applications`: the list of them. */
import { earlyListQuestion } from '@/components/inventory/list/early-list';
import { InventoryListPage } from '@/components/inventory/list/list-page';
import { EarlyQuestionScript } from '@/components/shell/early-question-script';

export default async function ApplicationsPage({ searchParams }: PageProps<'/applications'>) {
  return (
    <>
      <EarlyQuestionScript {...earlyListQuestion('applications', await searchParams)} />
      <InventoryListPage kind="applications" />
    </>
  );
}
