/**
 * `GET /api/graph/detail`: all about one node (`node=<id>`, with `direction=incoming|outgoing`) or one edge
 * (`source=<id>&target=<id>&protocol=http`) over a window, and what the window before was like.
 */
import { z } from 'zod';
import { chartSubjectSchema } from '@/lib/graph/chart-subject';
import { detailAnswerSchema } from '@/lib/graph/detail/contract';
import { loadDetail } from '@/lib/graph/detail/load';
import { detailSubject } from '@/lib/graph/detail/subject';
import { entryHostsFor } from '@/lib/graph/entry-hosts';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';

const query = z.object({
  ...windowQuery.omit({ namespaces: true }).shape,
  ...chartSubjectSchema.shape,
});

export const GET = handler({
  summary: 'Codes, sizes, latencies, identities and shares of a node or an edge, against the window before.',
  role: 'viewer',
  query,
  answer: detailAnswerSchema,
  load: async ({ query: { last, from, to, ...subject }, sources, signal, windowLimits }) => {
    const limits = await windowLimits();
    return loadDetail(
      sources,
      {
        window: resolveWindow({ last, from, to }, limits),
        // A window that is named by both its ends is that of an answer of the graph.
        isSettled: from !== undefined,
        subject: detailSubject(subject, await entryHostsFor(subject, sources.meshFacts, signal)),
        oldestSeconds:
          limits.retentionSeconds === undefined ? null : limits.nowSeconds - limits.retentionSeconds,
      },
      signal,
    );
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
