'use client';
/** `/traces/compare`: decides by the address what is compared. */
import { useQueryStates } from 'nuqs';
import { usePage } from '@/components/shell/page';
import { ChooseTraces } from './choose-traces';
import { COMPARE_KEYS } from './compare-keys';
import { compareParsers } from './compare-state';
import { OneAgainstGroup } from './one-against-group';
import { TwoTraces } from './two-traces';

export function ComparePage() {
  const [{ a, b, group }] = useQueryStates(compareParsers);
  usePage({
    title: 'Compare',
    breadcrumb: [{ label: 'Traces', href: '/traces' }],
    without: ['namespaces', 'window', 'refresh'],
    wide: true,
    keys: COMPARE_KEYS,
  });
  if (a !== null && b !== null) return <TwoTraces a={a} b={b} />;
  if (a !== null) return <OneAgainstGroup a={a} search={group} />;
  return <ChooseTraces a={a} b={b} />;
}
