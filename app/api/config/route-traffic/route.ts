/** What the rules of one route object carry today, and its versions beside one another; see lib/insight/canary/contract.ts. */
import { z } from 'zod';
import { objectIdOf } from '@/lib/config/identity';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { routeTrafficSchema } from '@/lib/insight/canary/contract';
import { loadRouteTraffic } from '@/lib/insight/canary/load';
import { Fault } from '@/lib/mesh/fault';

const query = z.object({
  ...windowQuery.shape,
  group: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
});

export const GET = handler({
  summary:
    'What the rules of a route carry in a window, and how the versions behind them do beside one another.',
  role: 'viewer',
  query,
  answer: routeTrafficSchema,
  load: async ({ query: { last, from, to, ...parts }, sources, signal, windowLimits }) => {
    const id = objectIdOf(parts);
    if (id === null) throw new Fault('bad-request', 'This is no name of an object.');
    return loadRouteTraffic(sources, id, resolveWindow({ last, from, to }, await windowLimits()), signal);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
