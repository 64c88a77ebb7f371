/** `GET /api/metrics/exemplars`: single requests with their traces; the subject is named as in `GET /api/metrics`. */
import { z } from 'zod';
import { chartSubjectSchema, selectionsOf } from '@/lib/graph/chart-subject';
import { entryHostsFor } from '@/lib/graph/entry-hosts';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import { exemplarsAnswerSchema, loadExemplars } from '@/lib/metrics/exemplars';

export const GET = handler({
  summary: 'Single requests with their traces that the store kept beside the latency histogram.',
  role: 'viewer',
  query: z.object({ ...windowQuery.shape, ...chartSubjectSchema.shape }),
  answer: exemplarsAnswerSchema,
  load: async ({ query: { last, from, to, namespaces, ...subject }, sources, signal, windowLimits }) => {
    const hosts = await entryHostsFor(subject, sources.meshFacts, signal);
    return loadExemplars(sources, {
      window: resolveWindow({ last, from, to }, await windowLimits()),
      selections: selectionsOf(subject, resolveNamespaces({ namespaces }), hosts),
      signal,
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
