/**
 * All rows of a list for everybody who asks for the same window: choosing, sorting and paging through thousands of them
 * then costs no query.
 */
import 'server-only';
import {
  type AllRows,
  type InventoryPorts,
  loadRows,
  type RowsRequest,
} from '@/lib/insight/inventory/load-rows';
import { processWide } from '@/lib/process-wide';
import { SharedAnswers } from '@/lib/shared-answers';

/** Longer than a refresh of a quarter of a minute; the instant in the key makes an older answer never wrong. */
const KEEP_MS = 30_000;
/** Rows of all lists that are kept; about 1 kB each. */
const MOST_ROWS = 60_000;

/** `scope` names those who may see the same (`Sources.scopeKey`). */
export function sharedRows(
  ports: InventoryPorts & { readonly scopeKey: string },
  request: RowsRequest,
  signal: AbortSignal,
): Promise<AllRows> {
  // What configuration holds is known at once, and may have changed a moment ago.
  if (!request.figures) return loadRows(ports, request, signal);
  const { kind, window } = request;
  const key = `${ports.scopeKey} ${kind} ${window.fromSeconds} ${window.toSeconds}`;
  return kept().get(key, (flight) => loadRows(ports, request, flight), signal);
}

function kept(): SharedAnswers<AllRows> {
  return processWide(
    'shared-inventory',
    () =>
      new SharedAnswers<AllRows>({
        keepMs: KEEP_MS,
        maxWeight: MOST_ROWS,
        // What is partial now may be whole in a second.
        weigh: ({ rows, warnings }) =>
          warnings.some(({ code }) => code !== 'info') ? null : 50 + rows.length,
      }),
  );
}
