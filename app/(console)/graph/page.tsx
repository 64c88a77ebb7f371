/** `/graph`: who calls whom, how much and how well. */
import { earlyGraphQuestion } from '@/components/graph/early-graph';
import { GraphPage } from '@/components/graph/graph-page';
import { EarlyQuestionScript } from '@/components/shell/early-question-script';

export default async function Graph({ searchParams }: PageProps<'/graph'>) {
  return (
    <>
      <EarlyQuestionScript {...earlyGraphQuestion(await searchParams)} />
      <GraphPage />
    </>
  );
}
