/** `/graph`: who calls whom, how much and how well. */
import { headers } from 'next/headers';
import { after } from 'next/server';
import { GET } from '@/app/api/graph/route';
import { positionsKey } from '@/components/graph/arrangement/view-keys';
import { earlyGraphQuestion, graphOfAddress } from '@/components/graph/early-graph';
import { isPlainView } from '@/components/graph/first-picture/drawn-picture';
import { firstPictureScript } from '@/components/graph/first-picture/picture-script';
import { GraphPage } from '@/components/graph/graph-page';
import { DocumentOnlyScript } from '@/components/shell/document-only-script';
import { earlyQuestionScript } from '@/components/shell/early-question';
import { WideDocument } from '@/components/shell/wide-document';
import { askAhead } from '@/lib/http/document-answer';

export default async function Graph({ searchParams }: PageProps<'/graph'>) {
  const address = await searchParams;
  const { scope, view } = graphOfAddress(address);
  const question = earlyGraphQuestion(address);
  const asked = await headers();
  // The document goes out first: what has been asked is then under way before its own script can ask.
  after(() => askAhead({ route: GET, path: question.path, params: {} }, asked, question.accept));
  return (
    <>
      <WideDocument />
      <DocumentOnlyScript text={earlyQuestionScript(question)} />
      <GraphPage />
      {isPlainView(scope, view) && (
        <DocumentOnlyScript text={firstPictureScript(positionsKey(view, scope.namespaces))} />
      )}
    </>
  );
}
