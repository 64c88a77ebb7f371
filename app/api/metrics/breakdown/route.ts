/**
 * `GET /api/metrics/breakdown?node=<id>&direction=incoming&by=peer`: every metric of a node (or of namespaces) told apart
 * by a label, as one kind of proxy reports it or each request once.
 */
import { z } from 'zod';
import { chartSubjectSchema, selectionsOf } from '@/lib/graph/chart-subject';
import { entryHostsFor } from '@/lib/graph/entry-hosts';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import {
  breakdownCharts,
  breakdownGroups,
  breakdownReporters,
  breakdownStatistics,
} from '@/lib/metrics/breakdown';
import { breakdownAnswerSchema, loadBreakdown } from '@/lib/metrics/load-breakdown';

const one = <const T extends readonly string[]>(words: T) =>
  z.enum(words, `must be one of ${words.join(', ')}`);

const query = z.object({
  ...windowQuery.shape,
  ...chartSubjectSchema.shape,
  by: one(breakdownGroups).default('none'),
  reporter: one(breakdownReporters).default('once'),
  statistic: one(breakdownStatistics).default('p95'),
  /** A comma-separated list of the charts that are wanted; absent = all. */
  charts: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(one(breakdownCharts)))
    .optional(),
});

export const GET = handler({
  summary: 'Every metric of a node or of namespaces, told apart by version, peer, code, flag or encryption.',
  role: 'viewer',
  query,
  answer: breakdownAnswerSchema,
  load: async ({ query: asked, sources, signal, windowLimits }) => {
    const { charts, by, reporter, statistic, last, from, to, namespaces, ...subject } = asked;
    return loadBreakdown(
      sources,
      {
        window: resolveWindow({ last, from, to }, await windowLimits()),
        selections: selectionsOf(
          subject,
          resolveNamespaces({ namespaces }),
          await entryHostsFor(subject, sources.meshFacts, signal),
        ),
        direction: subject.direction ?? 'incoming',
        by,
        reporter,
        statistic,
        charts: charts ?? breakdownCharts,
      },
      signal,
    );
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
