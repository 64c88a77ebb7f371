/** `GET /api/alerts/raised`: alerts of now, or of a window of the past, that name something of the mesh. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { raisedAnswerSchema } from '@/lib/insight/raised-alerts/contract';
import { loadRaisedAlerts } from '@/lib/insight/raised-alerts/load';

const query = z.object({ ...windowQuery.shape });

export const GET = handler({
  summary:
    'Alerts that fire or wait to, or that fired in a window, and the services and workloads they name.',
  role: 'viewer',
  query,
  answer: raisedAnswerSchema,
  load: async ({ query: { last, from, to }, sources, signal, windowLimits }) => {
    const isOfNow = from === undefined && to === undefined;
    const past = isOfNow ? null : resolveWindow({ last, from, to }, await windowLimits());
    return loadRaisedAlerts(sources.alerts, past, signal);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
