/**
 * `GET /api/metrics`: charts of the whole mesh, of a namespace (`namespaces=a`), of a node (`node=<id>`, with
 * `direction=incoming|outgoing`) or of an edge (`source=<id>&target=<id>&protocol=http`).
 */
import { z } from 'zod';
import { chartSubjectSchema, selectionsOf } from '@/lib/graph/chart-subject';
import { entryHostsFor } from '@/lib/graph/entry-hosts';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import { chartIds, metricsAnswerSchema } from '@/lib/metrics/contract';
import { loadMetrics } from '@/lib/metrics/load';

const query = z.object({
  ...windowQuery.shape,
  ...chartSubjectSchema.shape,
  /** Seconds between points. */
  step: z.coerce.number('must be a number of seconds').min(1, 'must be 1 s or more').max(86_400).optional(),
  /** A comma-separated list of the charts that are wanted; absent = all. */
  charts: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(chartIds, `must be some of ${chartIds.join(', ')}`)))
    .optional(),
});

export const GET = handler({
  summary: 'Charts of the whole mesh, of a namespace, of a node or of an edge.',
  role: 'viewer',
  query,
  answer: metricsAnswerSchema,
  load: async ({
    query: { step, charts, last, from, to, namespaces, ...subject },
    sources,
    signal,
    windowLimits,
  }) =>
    loadMetrics(
      sources,
      {
        window: resolveWindow({ last, from, to }, await windowLimits()),
        selections: selectionsOf(
          subject,
          resolveNamespaces({ namespaces }),
          await entryHostsFor(subject, sources.meshFacts, signal),
        ),
        stepSeconds: step ?? null,
        only: charts,
      },
      signal,
    ),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
