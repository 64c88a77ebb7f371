/** `/dashboards`: all of them. */
import { DashboardListPage } from '@/components/dashboards/list/dashboard-list-page';

export default function DashboardsRoute() {
  return <DashboardListPage />;
}
