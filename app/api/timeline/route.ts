/** `GET /api/timeline`: changes of configuration, rollouts and incidents of a window; see lib/insight/timeline/contract.ts. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import { timelineAnswerSchema } from '@/lib/insight/timeline/contract';
import { loadTimeline } from '@/lib/insight/timeline/load';

export const GET = handler({
  summary: 'Changes of configuration, rollouts and incidents of a window.',
  role: 'viewer',
  query: windowQuery,
  answer: timelineAnswerSchema,
  load: async ({ query: { last, from, to, namespaces }, sources, nowSeconds, signal, windowLimits }) => {
    const limits = await windowLimits();
    const { retentionSeconds } = limits;
    return loadTimeline(
      sources,
      {
        window: resolveWindow({ last, from, to }, limits),
        namespaces: resolveNamespaces({ namespaces }),
        scrapeIntervalSeconds: limits.alignSeconds,
        oldestSeconds: retentionSeconds === undefined ? null : nowSeconds - retentionSeconds,
      },
      signal,
    );
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
