/** `/traces/<id>`: one trace as a waterfall. */
import { TracePage } from '@/components/traces/trace-page';

export default async function OneTracePage({ params }: PageProps<'/traces/[traceId]'>) {
  const { traceId } = await params;
  return <TracePage traceId={traceId} />;
}
