'use client';
/** Which spans the waterfall shows: by service, kind, length, failure, search; and what becomes of the others. */
import { ListFilter } from 'lucide-react';
import { useMemo } from 'react';
import { ErrorMark } from '@/components/traces/error-mark';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceModel } from '@/components/traces/trace-model';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Popover } from '@/components/ui/popover';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { quantityText } from '@/lib/mesh/quantity';
import { SPAN_KINDS } from '@/lib/traces/model/span';
import { EVERYTHING, isFiltering, type RowFilter } from './row-filter';
import type { RowFilterState } from './use-row-filter';

export interface FilterMenuProps {
  model: TraceModel;
  rows: RowFilterState;
}

export function FilterMenu({ model, rows }: FilterMenuProps) {
  const { filter } = rows;
  const active = isFiltering(filter);
  return (
    <Popover
      label="Filter the spans"
      align="end"
      className="max-h-[min(640px,80vh)] w-[380px] overflow-y-auto p-3"
      trigger={
        <Button size="sm" active={active} className="shrink-0">
          <ListFilter aria-hidden="true" />
          Filter
          {active && (
            <span className="tabular-nums">
              {rows.keptCount.toLocaleString('en-US')} of {model.trace.count.toLocaleString('en-US')}
            </span>
          )}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Which rows={rows} />
        <Length model={model} rows={rows} />
        <Kinds model={model} rows={rows} />
        <Services model={model} rows={rows} />
        <footer className="flex items-center gap-2 border-line border-t pt-3">
          <span className="text-text-2 text-xs">The others are</span>
          <SegmentedControl
            label="What becomes of the other spans"
            value={rows.rest}
            onValueChange={rows.setRest}
            segments={[
              { value: 'hidden', label: 'Hidden' },
              { value: 'dimmed', label: 'Dimmed' },
            ]}
          />
          <Button size="sm" disabled={!active} onClick={() => rows.change(EVERYTHING)} className="ml-auto">
            Show all
          </Button>
        </footer>
      </div>
    </Popover>
  );
}

const WHICH: readonly { value: RowFilter['only']; label: string; title: string }[] = [
  { value: 'all', label: 'All', title: 'Whatever their outcome' },
  { value: 'failed', label: 'Failed', title: 'Spans that failed themselves' },
  { value: 'matches', label: 'Found', title: 'What the search in the trace finds' },
  { value: 'path', label: 'Critical path', title: 'Spans for which the trace waited' },
];

function Which({ rows }: Pick<FilterMenuProps, 'rows'>) {
  return (
    <Part title="Spans">
      <SegmentedControl
        label="Which spans"
        value={rows.filter.only}
        onValueChange={(only) => rows.change({ only })}
        segments={WHICH}
      />
    </Part>
  );
}

const SHARES = [0, 0.001, 0.01, 0.05, 0.1] as const;

function Length({ model, rows }: FilterMenuProps) {
  const { leastShare } = rows.filter;
  const least = (leastShare * model.trace.totalNs) / 1000;
  return (
    <Part
      title="At least this share of the trace"
      note={leastShare > 0 ? quantityText(least, 'us') : undefined}
    >
      <SegmentedControl
        label="Least share of the trace"
        value={String(leastShare)}
        onValueChange={(share) => rows.change({ leastShare: Number(share) })}
        segments={[...new Set([...SHARES, leastShare])]
          .sort((a, b) => a - b)
          .map((share) => ({
            value: String(share),
            label: share === 0 ? 'Any' : `${Number((share * 100).toPrecision(3))} %`,
          }))}
      />
    </Part>
  );
}

function Kinds({ model, rows }: FilterMenuProps) {
  const present = useMemo(() => {
    const counts = SPAN_KINDS.map(() => 0);
    for (const kind of model.trace.kind) counts[kind] = (counts[kind] ?? 0) + 1;
    return SPAN_KINDS.map((kind, index) => ({ kind, count: counts[index] ?? 0 })).filter(
      ({ count }) => count > 0,
    );
  }, [model]);
  const { kinds } = rows.filter;
  return (
    <Part title="Kinds">
      <div className="flex flex-wrap gap-x-4">
        {present.map(({ kind, count }) => (
          <Checkbox
            key={kind}
            checked={kinds.length === 0 || kinds.includes(kind)}
            onCheckedChange={(on) => {
              const now = kinds.length === 0 ? present.map((one) => one.kind as string) : kinds;
              const next = on ? [...now, kind] : now.filter((one) => one !== kind);
              rows.change({ kinds: next.length === present.length ? [] : next });
            }}
            label={<Counted name={kind} count={count} />}
          />
        ))}
      </div>
    </Part>
  );
}

function Services({ model, rows }: FilterMenuProps) {
  const { statistics, series, cues, names } = model;
  const { without } = rows.filter;
  const shown = statistics.length - without.length;
  return (
    <Part title="Services" note={without.length > 0 ? `${shown} of ${statistics.length}` : undefined}>
      <ul>
        {statistics.map((entry) => (
          <li key={entry.name} className="group flex items-center">
            <Checkbox
              checked={!without.includes(entry.name)}
              onCheckedChange={(on) =>
                rows.change({
                  without: on ? without.filter((name) => name !== entry.name) : [...without, entry.name],
                })
              }
              label={
                <span title={entry.name} className="flex items-center gap-1.5">
                  <ServiceSwatch series={series[entry.service]} cue={cues[entry.service]} />
                  <Counted name={names[entry.service] ?? entry.name} count={entry.spans} />
                  {entry.failed > 0 && (
                    <span className="flex items-center gap-1 text-failing text-xs">
                      <ErrorMark own className="size-3" />
                      {entry.failed}
                    </span>
                  )}
                </span>
              }
            />
            <button
              type="button"
              onClick={() =>
                rows.change({ without: model.trace.services.filter((name) => name !== entry.name) })
              }
              className="link ml-auto min-h-6 text-xs opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
            >
              Only<span className="sr-only"> {entry.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({
  title,
  note,
  children,
}: {
  title: string;
  note?: string | undefined;
  children: React.ReactNode;
}) {
  return (
    <section>
      <h3 className="mb-1 font-semibold text-xs">
        {title} {note !== undefined && <span className="font-normal text-text-3">{note}</span>}
      </h3>
      {children}
    </section>
  );
}

function Counted({ name, count }: { name: string; count: number }) {
  return (
    <span className="text-sm">
      {name} <span className="text-text-3 text-xs tabular-nums">{count.toLocaleString('en-US')}</span>
    </span>
  );
}
