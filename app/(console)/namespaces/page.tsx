/** `/namespaces`: the list of them. */
import { earlyListQuestion } from '@/components/inventory/list/early-list';
import { InventoryListPage } from '@/components/inventory/list/list-page';
import { EarlyQuestionScript } from '@/components/shell/early-question-script';

export default async function NamespacesPage({ searchParams }: PageProps<'/namespaces'>) {
  return (
    <>
      <EarlyQuestionScript {...earlyListQuestion('namespaces', await searchParams)} />
      <InventoryListPage kind="namespaces" />
    </>
  );
}
