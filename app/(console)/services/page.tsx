/** `/services`: the list of them. */
import { earlyListQuestion } from '@/components/inventory/list/early-list';
import { InventoryListPage } from '@/components/inventory/list/list-page';
import { EarlyQuestionScript } from '@/components/shell/early-question-script';

export default async function ServicesPage({ searchParams }: PageProps<'/services'>) {
  return (
    <>
      <EarlyQuestionScript {...earlyListQuestion('services', await searchParams)} />
      <InventoryListPage kind="services" />
    </>
  );
}
