/**
 * All rows of a list for everybody who asks for the same window: choosing, sorting and paging through thousands of them
 * then costs no query.
 */
import 'server-only';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { InventoryRow } from '@/lib/insight/inventory/contract';
import { type LastFigures, lastFigures } from '@/lib/insight/inventory/last-figures';
import {
  type AllRows,
  type InventoryPorts,
  loadRows,
  type RowsRequest,
} from '@/lib/insight/inventory/load-rows';
import { loadRowsGraph, type RowsGraphType } from '@/lib/insight/inventory/rows-graph';
import { loadSubjectFigures, type SubjectFigures } from '@/lib/insight/inventory/subject-figures';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { mayPass } from '@/lib/mesh/warning-codes';
import { processWide } from '@/lib/process-wide';
import { SharedAnswers } from '@/lib/shared-answers';

/** Longer than a refresh of a quarter of a minute; the instant in the key makes an older answer never wrong. */
const KEEP_MS = 30_000;
/** How much longer rows are there for a reader who has them on screen. */
const SEEN_MS = 60_000;
/** Rows of all lists that are kept; about 1 kB each. */
const MOST_ROWS = 60_000;
/** Nodes and edges of their graphs. */
const MOST_PARTS = 60_000;

export interface SharedRowsRequest extends Omit<RowsRequest, 'graphOf'> {
  /**
   * The end of the window that the reader has on screen. A choice among its rows is one among those, as long as they are
   * kept: a window that has moved on meanwhile would have all of them read anew for a letter.
   */
  readonly seenUntil?: number | undefined;
}

/** `ports.scopeKey` names those who may see the same. Lists of one window share the graphs that their figures come from. */
export function sharedRows(
  ports: InventoryPorts & { readonly scopeKey: string },
  { seenUntil, ...request }: SharedRowsRequest,
  signal: AbortSignal,
): Promise<AllRows> {
  // What configuration holds is known at once, and may have changed a moment ago.
  if (!request.figures) return loadRows(ports, request, signal);
  const { kind, window, percentiles, about } = request;
  const askedIn = ({ fromSeconds, toSeconds }: TimeWindow) =>
    `${ports.scopeKey} ${fromSeconds} ${toSeconds} ${about ?? ''}`;
  const keyIn = (its: TimeWindow) => `${askedIn(its)} ${kind} ${percentiles}`;
  if (seenUntil !== undefined) {
    const fromSeconds = seenUntil - (window.toSeconds - window.fromSeconds);
    const seen = keptRows().recent(keyIn({ fromSeconds, toSeconds: seenUntil }));
    if (seen !== null) return seen;
  }
  const asked = askedIn(window);
  const graphOf = (flight: AbortSignal) => (type: RowsGraphType) =>
    keptGraphs().get(`${asked} ${type}`, (its) => loadRowsGraph(ports, { type, window, about }, its), flight);
  return keptRows().get(
    keyIn(window),
    async (flight) => {
      const all = await loadRows(ports, { ...request, graphOf: graphOf(flight) }, flight);
      if (about === undefined) rememberLast(`${ports.scopeKey} ${kind}`, all);
      return all;
    },
    signal,
  );
}

/** Those that a list of whoever may see the same had last, whatever the window; null = none. */
export function lastFiguresOf(
  { scopeKey }: { readonly scopeKey: string },
  kind: InventoryKind,
): LastFigures | null {
  return keptLast().get(`${scopeKey} ${kind}`) ?? null;
}

/** Lists whose last figures are remembered. */
const MOST_LAST = 12;

function keptLast(): Map<string, LastFigures> {
  return processWide('shared-inventory-last', () => new Map());
}

function rememberLast(key: string, { rows }: AllRows): void {
  if (rows.every(({ figures }) => figures === null)) return;
  const known = keptLast();
  known.delete(key);
  known.set(key, lastFigures(rows));
  const [oldest = key] = known.keys();
  if (known.size > MOST_LAST) known.delete(oldest);
}

/** p95 and trends of `rows`, for everybody who looks at the same of them. */
export function sharedFigures(
  ports: InventoryPorts & { readonly scopeKey: string },
  { asked, rows: all }: AllRows,
  { kind, rows }: { readonly kind: InventoryKind; readonly rows: readonly InventoryRow[] },
  signal: AbortSignal,
): Promise<SubjectFigures> {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  return keptFigures().get(
    `${ports.scopeKey} ${asked.fromSeconds} ${asked.toSeconds} ${kind} ${ids}`,
    (flight) => loadSubjectFigures(ports.subjects, { kind, window: asked, all, rows, trends: true }, flight),
    signal,
  );
}

function keptFigures(): SharedAnswers<SubjectFigures> {
  return processWide(
    'shared-inventory-figures',
    () =>
      new SharedAnswers<SubjectFigures>({
        keepMs: KEEP_MS,
        maxWeight: MOST_ROWS,
        weigh: ({ figures, warnings }) => (warnings.length > 0 ? null : 50 + figures.size),
      }),
  );
}

function keptGraphs(): SharedAnswers<GraphAnswer> {
  return processWide(
    'shared-inventory-graphs',
    () =>
      new SharedAnswers<GraphAnswer>({
        keepMs: KEEP_MS,
        maxWeight: MOST_PARTS,
        weigh: ({ nodes, edges, warnings }) => (warnings.some(mayPass) ? null : nodes.length + edges.length),
      }),
  );
}

function keptRows(): SharedAnswers<AllRows> {
  return processWide(
    'shared-inventory',
    () =>
      new SharedAnswers<AllRows>({
        keepMs: KEEP_MS,
        recentMs: SEEN_MS,
        maxWeight: MOST_ROWS,
        // What is partial now may be whole in a second.
        weigh: ({ rows, warnings }) => (warnings.some(mayPass) ? null : 50 + rows.length),
      }),
  );
}
