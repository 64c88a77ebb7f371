'use client';
/** One metric: what it is, how many series it has, its labels with how many values each, and the values of one. */
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useSettings } from '@/components/shell/settings';
import { Button } from '@/components/ui/button';
import { Pill } from '@/components/ui/pill';
import { ProblemState } from '@/components/ui/problem-state';
import { selectorText } from '@/lib/promql/selectors';
import type { FoundMetric } from './found-metrics';
import { cardinalityQuery, type LookupWindow, namesQuery } from './lookups';
import { suggestedQuery } from './suggested-query';

export interface MetricDetailProps {
  readonly metric: FoundMetric;
  readonly window: LookupWindow;
  readonly onUse: (expr: string) => void;
}

export function MetricDetail({ metric, window, onUse }: MetricDetailProps) {
  const { scrapeIntervalSeconds } = useSettings();
  const selector = selectorText({ metric: metric.name, matchers: [] });
  const { data, error, refetch } = useQuery(cardinalityQuery(selector, window));
  const suggested = suggestedQuery(metric, scrapeIntervalSeconds);
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <section
      aria-label={metric.name}
      className="grid max-h-[55%] shrink-0 content-start gap-2 overflow-y-auto border-line border-t p-3"
    >
      <h2 className="break-all font-mono font-semibold text-sm">{metric.name}</h2>
      <p className="flex flex-wrap gap-1.5">
        <Pill>{metric.type === '' ? 'type unknown' : metric.type}</Pill>
        {metric.unit !== '' && <Pill>{metric.unit}</Pill>}
        {data !== undefined && (
          <Pill>
            {data.series.toLocaleString('en-US')} series{data.isPartial && ', counted in part'}
          </Pill>
        )}
      </p>
      <p className="text-sm text-text-2">
        {metric.help === '' ? 'Prometheus knows no description.' : metric.help}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => onUse(suggested)}>
          Use
        </Button>
        {suggested !== selector && <Button onClick={() => onUse(selector)}>Use the bare metric</Button>}
      </div>
      {suggested !== selector && <p className="break-all font-mono text-2xs text-text-3">{suggested}</p>}
      {error !== null && <ProblemState compact problem={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <ul aria-label="Labels" className="grid">
          {data.labels
            .filter(({ name }) => name !== '__name__')
            .map(({ name, values }) => (
              <li key={name}>
                <button
                  type="button"
                  aria-expanded={opened === name}
                  onClick={() => setOpened(opened === name ? null : name)}
                  className="flex h-7 w-full items-center gap-1.5 rounded-control px-1 text-left hover:bg-raised"
                >
                  {opened === name ? (
                    <ChevronDown aria-hidden="true" className="size-3.5 text-text-3" />
                  ) : (
                    <ChevronRight aria-hidden="true" className="size-3.5 text-text-3" />
                  )}
                  <span className="min-w-0 flex-1 truncate font-mono text-xs">{name}</span>
                  <span className="text-text-3 text-xs tabular-nums">
                    {values === 1 ? '1 value' : `${values.toLocaleString('en-US')} values`}
                  </span>
                </button>
                {opened === name && (
                  <Values metric={metric.name} label={name} window={window} onUse={onUse} />
                )}
              </li>
            ))}
        </ul>
      )}
    </section>
  );
}

/** Values that are listed; the editor completes all of them. */
const MOST_VALUES = 50;

interface ValuesProps {
  readonly metric: string;
  readonly label: string;
  readonly window: LookupWindow;
  readonly onUse: (expr: string) => void;
}

function Values({ metric, label, window, onUse }: ValuesProps) {
  const { data, error } = useQuery(namesQuery(label, selectorText({ metric, matchers: [] }), window));
  if (error !== null) return <ProblemState compact problem={error} />;
  return (
    <ul className="grid pb-1 pl-6">
      {data?.names.slice(0, MOST_VALUES).map((value) => (
        <li key={value}>
          <button
            type="button"
            title={`Use ${label}="${value}"`}
            onClick={() => onUse(selectorText({ metric, matchers: [{ name: label, operator: '=', value }] }))}
            className="block w-full truncate rounded-tag px-1 py-0.5 text-left font-mono text-text-2 text-xs hover:bg-raised"
          >
            {value === '' ? '""' : value}
          </button>
        </li>
      ))}
      {data !== undefined && data.found > MOST_VALUES && (
        <li className="px-1 text-2xs text-text-3">
          {(data.found - MOST_VALUES).toLocaleString('en-US')} more
        </li>
      )}
    </ul>
  );
}
