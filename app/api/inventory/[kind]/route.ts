/**
 * `GET /api/inventory/<kind>`: namespaces, applications, services or workloads, chosen (`q`, `health`, `plane`, `type`,
 * `findings`, `cluster`), sorted (`sort`, `descending`) and cut (`offset`, `limit`) here. `figures=false` answers at once, without metrics.
 */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { flag, inventoryParams, inventoryQuery, questionOf } from '@/lib/http/inventory-query';
import { otherMethods } from '@/lib/http/other-methods';
import { lastFiguresOf, sharedRows } from '@/lib/http/shared-inventory';
import { resolveWindow } from '@/lib/http/window-query';
import { inventoryListSchema } from '@/lib/insight/inventory/contract';
import { listOf } from '@/lib/insight/inventory/load-list';

export const GET = handler({
  summary: 'Namespaces, applications, services or workloads with their figures, a part of the list.',
  role: 'viewer',
  params: inventoryParams,
  query: z.object({ ...inventoryQuery.shape, figures: flag('true') }),
  answer: inventoryListSchema,
  load: async ({ params: { kind }, query: asked, sources, signal, windowLimits }) => {
    const { figures, sort } = asked;
    const window = resolveWindow(asked, await windowLimits());
    const request = { kind, window, figures, percentiles: sort === 'p95', seenUntil: asked.seen };
    const all = await sharedRows(sources, request, signal);
    return listOf(all, { ...questionOf(asked, kind), figures, last: lastFiguresOf(sources, kind) });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
