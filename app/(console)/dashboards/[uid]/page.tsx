/** `/dashboards/<uid>`: one dashboard. */
import { DashboardPage } from '@/components/dashboards/page/dashboard-page';
import { WideDocument } from '@/components/shell/wide-document';

export default async function DashboardRoute({ params }: { params: Promise<{ uid: string }> }) {
  const { uid } = await params;
  return (
    <>
      <WideDocument />
      <DashboardPage uid={decodeURIComponent(uid)} />
    </>
  );
}
