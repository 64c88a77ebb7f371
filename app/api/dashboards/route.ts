/** `GET /api/dashboards`: the dashboards that there are, of every origin. */
import { dashboardListSchema } from '@/lib/dashboards/library/contract';
import { dashboardList } from '@/lib/dashboards/library/library';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { dashboardStores } from '@/lib/sources/dashboard-stores';

export const GET = handler({
  summary: 'The dashboards that there are: built-in, provisioned and saved.',
  role: 'viewer',
  answer: dashboardListSchema,
  load: async ({ session, signal }) => dashboardList(await dashboardStores(session.identity), signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
