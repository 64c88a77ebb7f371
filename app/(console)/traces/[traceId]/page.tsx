/** `/traces/<id>`: one trace as a waterfall. */

import { WideDocument } from '@/components/shell/wide-document';
import { TracePage } from '@/components/traces/trace-page';

export default async function OneTracePage({ params }: PageProps<'/traces/[traceId]'>) {
  const { traceId } = await params;
  return (
    <>
      <WideDocument />
      <TracePage traceId={traceId} />
    </>
  );
}
