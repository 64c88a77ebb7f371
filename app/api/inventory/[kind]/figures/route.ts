/**
 * `GET /api/inventory/<kind>/figures`: p95 and trend of the rows that `GET /api/inventory/<kind>` answers to the same
 * question. Name the window that it was answered for (`from`, `to`), so that both tell of the same.
 */
import { handler } from '@/lib/http/handler';
import { inventoryParams, inventoryQuery, questionOf } from '@/lib/http/inventory-query';
import { otherMethods } from '@/lib/http/other-methods';
import { sharedFigures, sharedRows } from '@/lib/http/shared-inventory';
import { resolveWindow } from '@/lib/http/window-query';
import { listOf } from '@/lib/insight/inventory/load-list';
import { rowFiguresAnswerSchema } from '@/lib/insight/inventory/row-figures-contract';

export const GET = handler({
  summary: 'The 95th percentile and the trend of a part of a list of the inventory.',
  role: 'viewer',
  params: inventoryParams,
  query: inventoryQuery,
  answer: rowFiguresAnswerSchema,
  load: async ({ params: { kind }, query: asked, sources, signal, windowLimits }) => {
    const window = resolveWindow(asked, await windowLimits());
    const percentiles = asked.sort === 'p95';
    const request = { kind, window, figures: true, percentiles, seenUntil: asked.seen };
    const all = await sharedRows(sources, request, signal);
    const { rows } = listOf(all, { ...questionOf(asked, kind), figures: true });
    const { figures, warnings } = await sharedFigures(sources, all, { kind, rows }, signal);
    return { window: { ...window }, rows: Object.fromEntries(figures), warnings: [...warnings] };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
