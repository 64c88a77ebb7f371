/** `GET /api/dashboards/{uid}/versions`: the states that a saved dashboard had. */
import { z } from 'zod';
import { dashboardVersionsSchema } from '@/lib/dashboards/library/contract';
import { dashboardVersions } from '@/lib/dashboards/library/library';
import { dashboardUidSchema } from '@/lib/dashboards/model/dashboard';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { dashboardStores } from '@/lib/sources/dashboard-stores';

export const GET = handler({
  summary: 'The states that a saved dashboard had, the newest first, with when and by whom.',
  role: 'viewer',
  params: z.object({ uid: dashboardUidSchema }),
  answer: dashboardVersionsSchema,
  load: async ({ params: { uid }, session, signal }) =>
    dashboardVersions(await dashboardStores(session.identity), uid, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
