/** `GET /api/dashboards/{uid}/versions/{version}`: a dashboard as it was. */
import { z } from 'zod';
import { dashboardAtVersionSchema } from '@/lib/dashboards/library/contract';
import { dashboardAtVersion } from '@/lib/dashboards/library/library';
import { dashboardUidSchema } from '@/lib/dashboards/model/dashboard';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { dashboardStores } from '@/lib/sources/dashboard-stores';

export const GET = handler({
  summary: 'A saved dashboard as it was in one of its versions.',
  role: 'viewer',
  params: z.object({ uid: dashboardUidSchema, version: z.string().min(1).max(100) }),
  answer: dashboardAtVersionSchema,
  load: async ({ params, session, signal }) => ({
    dashboard: await dashboardAtVersion(await dashboardStores(session.identity), params, signal),
  }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
