'use client';
/** The spans of a trace as a table: filtered, sorted, each a click from its panel. */
import { Link2, SearchX, X } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { ChoiceField } from '@/components/traces/choice-field';
import { ErrorMark } from '@/components/traces/error-mark';
import { Highlight } from '@/components/traces/highlight';
import { shortOperation } from '@/components/traces/names';
import { ServiceSwatch, seriesFill } from '@/components/traces/service-swatch';
import type { TraceModel } from '@/components/traces/trace-model';
import { useCopy } from '@/components/traces/use-copy';
import { nextSort } from '@/components/traces/views/sort-order';
import { keyWords, valueWords } from '@/components/traces/views/statistics/group-words';
import { ViewBar } from '@/components/traces/views/view-bar';
import type { TraceViewProps } from '@/components/traces/views/view-props';
import { type TableColumn, VirtualTable } from '@/components/traces/views/virtual-table';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Quantity } from '@/components/ui/quantity';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { SPAN_KINDS } from '@/lib/traces/model/span';
import { spanIdOf } from '@/lib/traces/model/span-ids';
import { FAILED, hasFlag, nameOf } from '@/lib/traces/model/trace';
import type { SpanCondition } from '@/lib/traces/span-groups/conditions';
import { spansParsers } from './spans-address';
import { filteredRows, sortedRows } from './spans-order';

const TEXT_COLUMNS = ['service', 'name', 'kind', 'start'];

export function SpansView({ model, state }: TraceViewProps) {
  const { trace } = model;
  const { selected, matched, terms } = state;
  const [url, setUrl] = useQueryStates(spansParsers, { history: 'replace' });
  const { spansOf: conditions, spansOnly: only, spansSort: sort } = url;
  const rows = useMemo(() => {
    const filtered = filteredRows(trace, { conditions, only, matched });
    return sortedRows(model, filtered, sort);
  }, [model, trace, conditions, only, matched, sort]);
  const places = useMemo(() => {
    const place = new Int32Array(trace.count).fill(-1);
    rows.forEach((row, index) => {
      place[row] = index;
    });
    return place;
  }, [trace, rows]);
  const columns = useColumns(model, terms);
  const choose = (key: 'service' | 'operation', value: string) => {
    const others = conditions.filter((condition) => condition.key !== key);
    void setUrl({ spansOf: value === '' ? others : [...others, { key, value }] });
  };
  const chosen = (key: 'service' | 'operation') => conditions.find((one) => one.key === key)?.value ?? '';
  const isFiltered = conditions.length > 0 || only !== 'all';
  return (
    <>
      <ViewBar model={model} state={state}>
        <ChoiceField
          label="Service"
          value={chosen('service')}
          options={trace.services}
          placeholder="any"
          anyLabel="any"
          onChoose={(value) => choose('service', value)}
          className="w-56"
        />
        <ChoiceField
          label="Operation"
          value={chosen('operation')}
          options={trace.names}
          placeholder="any"
          anyLabel="any"
          onChoose={(value) => choose('operation', value)}
          className="w-64"
        />
        <SegmentedControl
          label="Which spans"
          value={only}
          onValueChange={(spansOnly) => void setUrl({ spansOnly })}
          segments={[
            { value: 'all', label: 'All' },
            { value: 'failed', label: 'Failed' },
            { value: 'matches', label: 'Matches', title: 'What the search in the trace found' },
          ]}
        />
        <Conditions conditions={conditions} onChange={(spansOf) => void setUrl({ spansOf })} />
        <span role="status" className="ml-auto whitespace-nowrap text-text-3 text-xs tabular-nums">
          {isFiltered && `${rows.length.toLocaleString('en-US')} of `}
          {trace.count.toLocaleString('en-US')} {trace.count === 1 ? 'span' : 'spans'}
        </span>
      </ViewBar>
      {rows.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title="No span passes"
          action={
            <Button onClick={() => void setUrl({ spansOf: null, spansOnly: null })}>Show all spans</Button>
          }
        >
          {only === 'matches' && !state.searching
            ? 'Nothing is searched for in the trace.'
            : 'None of the spans meets all that was chosen.'}
        </EmptyState>
      ) : (
        <VirtualTable
          label="Spans"
          columns={columns}
          count={rows.length}
          itemAt={(index) => rows[index] ?? 0}
          sort={sort}
          onSort={(column) =>
            void setUrl({ spansSort: nextSort(sort, column, TEXT_COLUMNS.includes(column)) })
          }
          active={selected === null ? -1 : (places[selected] ?? -1)}
          onActivate={(index) => state.select(rows[index] ?? null)}
          onOpen={(index) => state.openView('waterfall', rows[index])}
          minWidth={1080}
        />
      )}
    </>
  );
}

/** Conditions that the fields before them do not show. */
function Conditions({
  conditions,
  onChange,
}: {
  conditions: readonly SpanCondition[];
  onChange: (conditions: SpanCondition[]) => void;
}) {
  return conditions
    .filter(({ key, value }) => value === null || (key !== 'service' && key !== 'operation'))
    .map((condition) => {
      const words =
        condition.value === null
          ? valueWords(condition.key, null)
          : `${keyWords(condition.key)} = ${valueWords(condition.key, condition.value)}`;
      return (
        <span
          key={words}
          className="inline-flex h-6 max-w-80 items-center gap-1 rounded-full border border-line bg-raised pl-2.5 text-xs"
        >
          <bdi className="truncate" title={words}>
            {words}
          </bdi>
          <button
            type="button"
            aria-label={`Without the condition ${words}`}
            onClick={() => onChange(conditions.filter((one) => one !== condition))}
            className="grid size-6 shrink-0 place-items-center rounded-full text-text-3 hover:text-text"
          >
            <X aria-hidden="true" className="size-3" />
          </button>
        </span>
      );
    });
}

function useColumns(model: TraceModel, terms: readonly string[]): TableColumn<number>[] {
  const copy = useCopy();
  return useMemo(() => {
    const { trace, self, path, series, names } = model;
    const time = (
      id: string,
      label: string,
      title: string,
      values: ArrayLike<number>,
    ): TableColumn<number> => ({
      id,
      label,
      title,
      width: '92px',
      right: true,
      cell: (row) => <Quantity value={(values[row] ?? 0) / 1000} unit="us" />,
    });
    return [
      {
        id: 'service',
        label: 'Service',
        width: 'minmax(140px,0.7fr)',
        cell: (row) => {
          const service = trace.service[row] ?? 0;
          return (
            <span className="flex min-w-0 items-center gap-1.5" title={trace.services[service]}>
              <ServiceSwatch series={series[service]} />
              <span className="truncate font-semibold">
                <Highlight text={names[service] ?? ''} terms={terms} />
              </span>
            </span>
          );
        },
      },
      {
        id: 'name',
        label: 'Operation',
        width: 'minmax(180px,1fr)',
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-1.5" title={nameOf(trace, row)}>
            {hasFlag(trace, row, FAILED) && <ErrorMark own label="failed" className="size-3" />}
            <span className="truncate">
              <Highlight text={shortOperation(nameOf(trace, row))} terms={terms} />
            </span>
          </span>
        ),
      },
      {
        id: 'kind',
        label: 'Kind',
        width: '84px',
        cell: (row) => <span className="text-text-2">{SPAN_KINDS[trace.kind[row] ?? 0]}</span>,
      },
      time('start', 'Start', 'From the start of the trace', trace.startNs),
      {
        id: 'when',
        label: 'When',
        width: 'minmax(120px,0.6fr)',
        sortable: false,
        cell: (row) => <When model={model} row={row} fill={seriesFill(series[trace.service[row] ?? 0])} />,
      },
      time('duration', 'Duration', 'From its start to its end', trace.durationNs),
      time('self', 'Self time', 'Time in which no child was open', self),
      time('critical', 'Critical', 'Time on the critical path', path.ownNs),
      {
        id: 'spans',
        label: 'Below',
        title: 'Spans in its subtree, itself included',
        width: '72px',
        right: true,
        cell: (row) => (trace.size[row] ?? 1).toLocaleString('en-US'),
      },
      {
        id: 'id',
        label: 'Span id',
        width: '162px',
        sortable: false,
        cell: (row) => {
          const spanId = spanIdOf(trace, row);
          return (
            <span className="flex items-center font-mono text-2xs text-text-2">
              {spanId}
              <button
                type="button"
                aria-label={`Copy a link to span ${spanId}`}
                title="Copy a link to this span"
                onClick={(event) => {
                  event.stopPropagation();
                  const address = new URL(window.location.href);
                  address.searchParams.set('span', spanId);
                  void copy(address.href, 'Link to the span copied');
                }}
                className="grid size-6 place-items-center rounded-tag text-text-3 hover:text-accent"
              >
                <Link2 aria-hidden="true" className="size-3.5" />
              </button>
            </span>
          );
        },
      },
    ];
  }, [model, terms, copy]);
}

/** Where the span stands in the trace, on the scale of the whole. */
function When({ model: { trace }, row, fill }: { model: TraceModel; row: number; fill: string }) {
  const total = Math.max(1, trace.totalNs);
  return (
    <span aria-hidden="true" className="relative h-1.5 w-full rounded-[2px] bg-raised">
      <span
        style={{
          left: `${((trace.startNs[row] ?? 0) / total) * 100}%`,
          width: `${((trace.durationNs[row] ?? 0) / total) * 100}%`,
        }}
        className={`absolute inset-y-0 min-w-0.5 rounded-[2px] ${fill}`}
      />
    </span>
  );
}
