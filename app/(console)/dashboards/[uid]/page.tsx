/** `/dashboards/<uid>`: one dashboard. */
import { DashboardPage } from '@/components/dashboards/page/dashboard-page';

export default async function DashboardRoute({ params }: { params: Promise<{ uid: string }> }) {
  const { uid } = await params;
  return <DashboardPage uid={decodeURIComponent(uid)} />;
}
