'use client';
/** The spans of a trace by service, operation or any attribute, with their figures. */
import { Download, List } from 'lucide-react';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { saveFile } from '@/components/graph/export/save-file';
import { ChoiceField } from '@/components/traces/choice-field';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import { heatBackground } from '@/components/traces/views/heat';
import { nextSort, sortParser } from '@/components/traces/views/sort-order';
import { groupKeyParser } from '@/components/traces/views/spans/spans-address';
import { useOpenSpans } from '@/components/traces/views/spans/use-open-spans';
import { ViewBar } from '@/components/traces/views/view-bar';
import type { TraceViewProps } from '@/components/traces/views/view-props';
import { type TableColumn, VirtualTable } from '@/components/traces/views/virtual-table';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Quantity } from '@/components/ui/quantity';
import { Select } from '@/components/ui/select';
import type { SpanCondition } from '@/lib/traces/span-groups/conditions';
import { type GroupKey, groupKeysOf, rowReader } from '@/lib/traces/span-groups/group-key';
import { groupSpans } from '@/lib/traces/span-groups/group-spans';
import { FIGURE_COLUMNS, type FigureColumn, figureValue, type GroupLine, groupLines } from './columns';
import { keyWords, valueWords } from './group-words';
import { statisticsCsv } from './statistics-csv';

const COLORED = ['none', ...FIGURE_COLUMNS.map(({ id }) => id)] as const;

const parsers = {
  statsBy: groupKeyParser.withDefault('service'),
  statsThen: groupKeyParser,
  statsSort: sortParser.withDefault({ column: 'selfTotalNs', descending: true }),
  statsColor: parseAsStringLiteral(COLORED).withDefault('selfTotalNs'),
};

export function StatisticsView({ model, state }: TraceViewProps) {
  const { trace, self } = model;
  const [url, setUrl] = useQueryStates(parsers, { history: 'replace' });
  const { statsBy: by, statsThen: then, statsSort: sort, statsColor: colored } = url;
  const [active, setActive] = useState<number | null>(null);
  const openSpans = useOpenSpans(state);
  const keys = useMemo(() => groupKeysOf(trace), [trace]);
  const groups = useMemo(() => groupSpans(trace, self, by, then), [trace, self, by, then]);
  const lines = useMemo(() => groupLines(groups, sort.column, sort.descending), [groups, sort]);
  const most = useMemo(() => largest(lines), [lines]);
  const carried = useMemo(
    () => lineOfRow(model, lines, by, then, state.selected),
    [model, lines, by, then, state.selected],
  );
  const conditionsOf = ({ group, within }: GroupLine): SpanCondition[] =>
    within === null || then === null
      ? [{ key: by, value: group.value }]
      : [
          { key: by, value: within.value },
          { key: then, value: group.value },
        ];
  const words = new Map(keys.map((key) => [keyWords(key), key]));
  const columns: TableColumn<GroupLine>[] = [
    {
      id: 'value',
      label: then === null ? keyWords(by) : `${keyWords(by)}, then ${keyWords(then)}`,
      width: 'minmax(200px,1fr)',
      cell: (line) => <Name {...{ line, by, then, model }} onOpen={() => openSpans(conditionsOf(line))} />,
    },
    ...FIGURE_COLUMNS.map((column) =>
      figureColumn(column, colored === column.id ? (most.get(column.id) ?? 0) : 0),
    ),
  ];
  return (
    <>
      <ViewBar model={model} state={state}>
        <ChoiceField
          label="Group by"
          value={keyWords(by)}
          options={[...words.keys()]}
          placeholder="Service"
          onChoose={(word) => void setUrl({ statsBy: words.get(word) ?? by })}
          className="w-64"
        />
        <ChoiceField
          label="then by"
          value={then === null ? '' : keyWords(then)}
          options={[...words.keys()]}
          placeholder="nothing"
          anyLabel="nothing"
          onChoose={(word) => void setUrl({ statsThen: words.get(word) ?? null })}
          className="w-64"
        />
        <Select
          label="Colour"
          showLabel
          value={colored}
          onValueChange={(statsColor) => void setUrl({ statsColor })}
          options={COLORED.map((value) => ({
            value,
            label: FIGURE_COLUMNS.find(({ id }) => id === value)?.label ?? 'No column',
          }))}
        />
        <span className="ml-auto text-text-3 text-xs tabular-nums">
          {groups.length.toLocaleString('en-US')} {groups.length === 1 ? 'group' : 'groups'}
        </span>
        <Button
          onClick={() =>
            saveFile(
              `trace-${trace.traceId}-statistics.csv`,
              new Blob([statisticsCsv(lines, [by, ...(then === null ? [] : [then])])], { type: 'text/csv' }),
            )
          }
        >
          <Download aria-hidden="true" />
          CSV
        </Button>
      </ViewBar>
      <VirtualTable
        label="Statistics of spans"
        columns={columns}
        count={lines.length}
        itemAt={(index) => lines[index] as GroupLine}
        sort={sort}
        onSort={(column) => void setUrl({ statsSort: nextSort(sort, column, column === 'value') })}
        active={active !== null && active < lines.length ? active : carried}
        onActivate={setActive}
        onOpen={(index) => {
          const line = lines[index];
          if (line !== undefined) openSpans(conditionsOf(line));
        }}
        minWidth={1440}
      />
    </>
  );
}

function figureColumn(column: FigureColumn, most: number): TableColumn<GroupLine> {
  return {
    id: column.id,
    label: column.label,
    title: column.title,
    width: column.unit === 'us' ? '96px' : '80px',
    right: true,
    cell: ({ group }) =>
      column.id === 'failed' && group.failed === 0 ? (
        <span className="text-text-3">0</span>
      ) : (
        <span className={column.id === 'failed' ? 'font-medium text-failing' : undefined}>
          <Quantity value={figureValue(group, column)} unit={column.unit} />
        </span>
      ),
    background: ({ group }) =>
      most > 0 && group[column.id] > 0 ? heatBackground(group[column.id] / most, 'transparent') : undefined,
  };
}

/** The largest figure of each column among groups and, apart from them, nothing: both levels share the scale. */
function largest(lines: readonly GroupLine[]): ReadonlyMap<string, number> {
  return new Map(
    FIGURE_COLUMNS.map(({ id }) => [id, lines.reduce((most, { group }) => Math.max(most, group[id]), 0)]),
  );
}

/** Where the span in focus is counted; −1 = nowhere, or no span is. */
function lineOfRow(
  { trace }: TraceViewProps['model'],
  lines: readonly GroupLine[],
  by: GroupKey,
  then: GroupKey | null,
  row: number | null,
): number {
  if (row === null) return -1;
  const valueBy = (key: GroupKey): string | null => {
    const reader = rowReader(trace, key);
    const id = reader.of(row);
    return id < 0 ? null : reader.text(id);
  };
  const first = valueBy(by);
  if (then === null) return lines.findIndex(({ group }) => group.value === first);
  const second = valueBy(then);
  return lines.findIndex(
    ({ group, within }) => within !== null && within.value === first && group.value === second,
  );
}

interface NameProps extends Pick<TraceViewProps, 'model'> {
  readonly line: GroupLine;
  readonly by: GroupKey;
  readonly then: GroupKey | null;
  readonly onOpen: () => void;
}

function Name({ line: { group, within }, by, then, model, onOpen }: NameProps) {
  const key = within === null || then === null ? by : then;
  const words = valueWords(key, group.value);
  const service = key === 'service' && group.value !== null ? model.trace.services.indexOf(group.value) : -1;
  return (
    <span className={classNames('flex min-w-0 items-center gap-1.5', within !== null && 'pl-5')}>
      {service >= 0 && <ServiceSwatch series={model.series[service]} />}
      <bdi
        title={words}
        className={classNames(
          'min-w-0 truncate',
          within === null && 'font-semibold',
          group.value === null && 'font-normal text-text-3 italic',
        )}
      >
        {words}
      </bdi>
      <button
        type="button"
        title="Show these spans"
        aria-label={`Show the spans of ${words}`}
        onClick={(event) => {
          event.stopPropagation();
          onOpen();
        }}
        className="grid size-6 shrink-0 place-items-center rounded-tag text-text-3 hover:bg-raised hover:text-accent"
      >
        <List aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  );
}
