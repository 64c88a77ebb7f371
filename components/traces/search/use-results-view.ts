'use client';
/** How results are shown: in the address, and where it says nothing as this browser last had it. */
import { createParser, parseAsBoolean, useQueryStates } from 'nuqs';
import { readOrder } from '@/components/traces/result-order';
import type { Brush } from '@/components/traces/scatter-layout';
import { type ResultView, resultParsers, type Sort, VIEWS } from '@/components/traces/search-state';
import { usePreference } from '@/components/ui/preference';

/** `<from ms>-<to ms>-<from µs>-<to µs>`. */
const brushParser = createParser<Brush>({
  parse: (text) => {
    const [fromMs, toMs, fromUs, toUs] = text.split('-').map(Number);
    const all = [fromMs, toMs, fromUs, toUs];
    if (!all.every((value) => value !== undefined && Number.isFinite(value))) return null;
    return { fromMs: fromMs ?? 0, toMs: toMs ?? 0, fromUs: fromUs ?? 0, toUs: toUs ?? 0 };
  },
  serialize: ({ fromMs, toMs, fromUs, toUs }) => [fromMs, toMs, fromUs, toUs].join('-'),
  eq: (a, b) => a.fromMs === b.fromMs && a.toMs === b.toMs && a.fromUs === b.fromUs && a.toUs === b.toUs,
});

const parsers = {
  ...resultParsers,
  brush: brushParser,
  /** Only what is brushed is listed. */
  only: parseAsBoolean.withDefault(true),
};

export interface ResultsShown {
  readonly sort: Sort;
  readonly order: 'asc' | 'desc';
  readonly scale: 'log' | 'linear';
  readonly view: ResultView;
  readonly route: string | null;
  readonly structure: string | null;
  readonly brush: Brush | null;
  readonly only: boolean;
}

export function useResultsView(): [ResultsShown, (change: Partial<ResultsShown>) => void] {
  const [inAddress, setInAddress] = useQueryStates(parsers, { history: 'replace' });
  const [lastOrder, keepOrder] = usePreference('traces.order', '');
  const [lastView, keepView] = usePreference('traces.view', '');
  const remembered = readOrder(lastOrder);
  const shown: ResultsShown = {
    ...inAddress,
    sort: inAddress.sort ?? remembered.sort,
    order: inAddress.order ?? remembered.order,
    view: inAddress.view ?? VIEWS.find((view) => view === lastView) ?? 'table',
  };
  const change = (part: Partial<ResultsShown>) => {
    if (part.sort !== undefined || part.order !== undefined)
      keepOrder(`${part.sort ?? shown.sort} ${part.order ?? shown.order}`);
    if (part.view !== undefined) keepView(part.view);
    void setInAddress(part);
  };
  return [shown, change];
}
