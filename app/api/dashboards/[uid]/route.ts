/** One dashboard: read it, save it over the version it was read in, remove it. */
import { z } from 'zod';
import { dashboardAnswerSchema, saveDashboardSchema } from '@/lib/dashboards/library/contract';
import { loadDashboard, removeDashboard, saveDashboard } from '@/lib/dashboards/library/library';
import { dashboardUidSchema } from '@/lib/dashboards/model/dashboard';
import { dashboardTooLarge, FILE_LIMIT } from '@/lib/dashboards/model/size';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { dashboardStores } from '@/lib/sources/dashboard-stores';

/** What stands around a dashboard in a body, at most. */
const ENVELOPE_BYTES = 1000;

const params = z.object({ uid: dashboardUidSchema });

export const GET = handler({
  summary: 'One dashboard, in our own form.',
  role: 'viewer',
  params,
  answer: dashboardAnswerSchema,
  load: async ({ params: { uid }, session, signal }) =>
    loadDashboard(await dashboardStores(session.identity), uid, signal),
});

export const PUT = handler({
  summary: 'Saves a dashboard, new or over the version that it was read in.',
  role: 'admin',
  params,
  body: saveDashboardSchema,
  // What keeps it says itself what it has room for; here ends what none of them takes.
  maxBodyBytes: FILE_LIMIT.bytes + ENVELOPE_BYTES,
  bodyTooLarge: (_, bytes) => dashboardTooLarge(bytes, FILE_LIMIT),
  answer: dashboardAnswerSchema,
  load: async ({ params: { uid }, body, session, describeWrite }) => {
    describeWrite({ object: `dashboard ${uid}`, versionBefore: body.baseVersion });
    const saved = await saveDashboard(await dashboardStores(session.identity), uid, {
      ...body,
      by: session.identity.name,
    });
    describeWrite({ versionAfter: saved.version ?? '' });
    return saved;
  },
});

export const DELETE = handler({
  summary: 'Removes a saved dashboard in the version that it was read in.',
  role: 'admin',
  params,
  query: z.object({ version: z.string().min(1).max(100) }),
  status: 204,
  load: async ({ params: { uid }, query: { version }, session, describeWrite }) => {
    describeWrite({ object: `dashboard ${uid}`, versionBefore: version });
    await removeDashboard(await dashboardStores(session.identity), uid, version);
    return null;
  },
});

export const { POST, PATCH, OPTIONS } = otherMethods('GET', 'PUT', 'DELETE');
