/**
 * `GET /api/metrics/rank`: where a duration (`value`, ms) stands among the requests from `source` to `service` and
 * `destination` (each `<namespace>/<name>`, each may be left out) over a window.
 */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { loadRank, rankAnswerSchema } from '@/lib/metrics/rank';

const named = z
  .string()
  .max(600)
  .regex(/^[^/\s]+\/[^/\s]+$/, 'must be <namespace>/<name>')
  .transform((text) => {
    const [namespace = '', name = ''] = text.split('/');
    return { namespace, name };
  });

const query = z.object({
  ...windowQuery.omit({ namespaces: true }).shape,
  value: z.coerce.number('must be a number of milliseconds').min(0, 'must be 0 or more'),
  source: named.optional(),
  service: named.optional(),
  destination: named.optional(),
});

export const GET = handler({
  summary: 'The percentile rank of a duration among the requests of an edge.',
  role: 'viewer',
  query,
  answer: rankAnswerSchema,
  load: async ({
    query: { last, from, to, value, source, service, destination },
    sources,
    signal,
    windowLimits,
  }) =>
    loadRank(
      sources,
      {
        window: resolveWindow({ last, from, to }, await windowLimits()),
        valueMs: value,
        selection: {
          ...(source && { source: { namespace: source.namespace, workload: source.name } }),
          ...(service && { service }),
          ...(destination && {
            destination: { namespace: destination.namespace, workload: destination.name },
          }),
        },
      },
      signal,
    ),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
