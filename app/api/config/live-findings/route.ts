/** What is to be said against stored objects from today's traffic; see lib/insight/live-checks/contract.ts. */
import { configSource } from '@/lib/config/config-source';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { liveFindingsSchema } from '@/lib/insight/live-checks/contract';
import { loadLiveFindings } from '@/lib/insight/live-checks/load';

export const GET = handler({
  summary:
    'Findings on stored configuration that need the traffic of a window: breakers, lock-outs, faults, retries.',
  role: 'viewer',
  query: windowQuery,
  answer: liveFindingsSchema,
  load: async ({ query, sources, signal, windowLimits }) =>
    loadLiveFindings(
      { traffic: sources.traffic, controlPlane: sources.controlPlane, source: configSource(sources) },
      resolveWindow(query, await windowLimits()),
      signal,
    ),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
