'use client';
/** `/alerts`: Prometheus' alerting rules, what fires first; an open rule shows its expression's chart and its alerts. */
import { useQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { usePage } from '@/components/shell/page';
import { useScope } from '@/components/shell/scope';
import { Checkbox } from '@/components/ui/checkbox';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { SearchField } from '@/components/ui/search-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Skeleton } from '@/components/ui/skeleton';
import { alertParsers, type StateChoice, shownRules } from './alert-view';
import { alertsQuery } from './alerts-query';
import { RuleRow } from './rule-row';

const STATES: readonly { value: StateChoice; label: string; title: string }[] = [
  { value: 'active', label: 'Active', title: 'Firing, pending, or not to be evaluated' },
  { value: 'firing', label: 'Firing', title: 'Rules whose alerts fire' },
  { value: 'pending', label: 'Pending', title: 'The condition holds, but not long enough yet' },
  { value: 'all', label: 'All', title: 'Every rule' },
];

export function AlertsPage() {
  const scope = useScope();
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery(alertsQuery(scope));
  const [{ state, q, recording, rule }, setUrl] = useQueryStates(alertParsers, { history: 'replace' });
  usePage({
    title: 'Alerts',
    breadcrumb: [{ label: 'Dashboards', href: '/dashboards' }],
    updatedAt: dataUpdatedAt,
    fetching: isFetching,
    problem: data === undefined ? null : error,
    without: ['namespaces'],
  });
  const rules = useMemo(
    () => (data === undefined ? [] : shownRules(data, { state, q, recording })),
    [data, state, q, recording],
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-11 flex-wrap items-center gap-3 border-line border-b bg-surface px-4 py-1.5 text-xs">
        <SegmentedControl
          label="State"
          value={state}
          onValueChange={(value) => void setUrl({ state: value as StateChoice })}
          segments={STATES}
        />
        <SearchField
          label="Find a rule"
          placeholder="Name, group, label=value"
          value={q}
          onValueChange={(value) => void setUrl({ q: value === '' ? null : value })}
          className="w-64"
        />
        <Checkbox
          label="Recording rules"
          checked={recording}
          onCheckedChange={(on) => void setUrl({ recording: on || null })}
        />
        {data !== undefined && (
          <span className="ml-auto text-text-3 tabular-nums">
            {data.firing} firing, {data.pending} pending
          </span>
        )}
      </div>
      {data === undefined ? (
        error === null ? (
          <Skeleton className="m-4 h-96" />
        ) : (
          <ProblemState problem={error} onRetry={() => void refetch()} />
        )
      ) : rules.length === 0 ? (
        <NothingShown
          isSupported={data.isSupported}
          hasRules={data.groups.length > 0}
          all={state === 'all' && q === ''}
        />
      ) : (
        <ul aria-label="Rules" className="min-h-0 flex-1 overflow-auto bg-surface">
          {rules.map((shown) => (
            <RuleRow
              key={shown.key}
              shown={shown}
              isOpen={rule === shown.key}
              onToggle={() => void setUrl({ rule: rule === shown.key ? null : shown.key })}
            />
          ))}
          {data.leftOut > 0 && (
            <li className="px-4 py-2 text-text-3 text-xs">
              {data.leftOut.toLocaleString('en')} more rules are left out; those with alerts are all here.
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

interface NothingShownProps {
  readonly isSupported: boolean;
  readonly hasRules: boolean;
  readonly all: boolean;
}

function NothingShown({ isSupported, hasRules, all }: NothingShownProps) {
  if (!isSupported) {
    return (
      <EmptyState icon={<BellOff />} title="The store of metrics has no rules">
        It has no rules API, so its alerts cannot be read here.
      </EmptyState>
    );
  }
  if (!hasRules) {
    return (
      <EmptyState icon={<BellOff />} title="No rules are loaded">
        Name files in <code>rule_files</code> of Prometheus. /objectives writes rules for your objectives.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<BellOff />} title={all ? 'No alerting rules' : 'Nothing of that kind'}>
      {all
        ? 'Only recording rules are loaded.'
        : 'No rule fits the state and the words; choose All to see every rule.'}
    </EmptyState>
  );
}
