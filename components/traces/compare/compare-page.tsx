'use client';
/** `/traces/compare`: decides by the address what is compared. */
import { useQueryStates } from 'nuqs';
import { usePage } from '@/components/shell/page';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { ChooseTraces } from './choose-traces';
import { COMPARE_KEYS } from './compare-keys';
import { compareParsers } from './compare-state';
import { OneAgainstGroup } from './one-against-group';
import { TreeSkeleton } from './tree-skeleton';
import { TwoTraces } from './two-traces';

// It has the search language with it.
const setsView = new DeferredPart(async () => (await import('./sets/sets-view')).SetsView);

export function ComparePage() {
  const [{ a, b, sourceA, sourceB, group, sets }] = useQueryStates(compareParsers);
  const SetsView = useDeferred(setsView, sets !== null);
  const windowed = sets !== null || group !== null;
  usePage({
    title: sets === null ? 'Compare' : 'Compare two sets',
    breadcrumb: [{ label: 'Traces', href: '/traces' }],
    without: windowed ? ['namespaces', 'refresh'] : ['namespaces', 'window', 'refresh'],
    wide: true,
    keys: sets === null ? COMPARE_KEYS : [],
  });
  if (sets !== null)
    return SetsView === null ? <TreeSkeleton label="Comparing the sets" /> : <SetsView split={sets} />;
  if (a !== null && b !== null) return <TwoTraces a={a} b={b} sources={{ a: sourceA, b: sourceB }} />;
  if (a !== null) return <OneAgainstGroup a={a} source={sourceA} search={group} />;
  return <ChooseTraces a={a} b={b} />;
}
