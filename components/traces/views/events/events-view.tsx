'use client';
/** The events (logs) of all spans in the order of time, with what they carry. */
import { ChevronRight, ScrollText, SearchX } from 'lucide-react';
import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { clockText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { AttributeTable } from '@/components/traces/attribute-table';
import { Highlight } from '@/components/traces/highlight';
import { nextSort, sortParser } from '@/components/traces/views/sort-order';
import { SpanName } from '@/components/traces/views/span-name';
import { ViewBar } from '@/components/traces/views/view-bar';
import type { TraceViewProps } from '@/components/traces/views/view-props';
import { type TableColumn, VirtualTable } from '@/components/traces/views/virtual-table';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { Quantity } from '@/components/ui/quantity';
import { SearchField } from '@/components/ui/search-field';
import { eventsOf } from '@/lib/traces/model/read-row';
import { eventAttributesText, eventName, filteredEvents, rowsOfEvents, sortedEvents } from './event-rows';

const parsers = {
  eventsWith: parseAsString.withDefault(''),
  eventsSort: sortParser.withDefault({ column: 'time', descending: false }),
};

export function EventsView({ model, state }: TraceViewProps) {
  const { trace } = model;
  const { selected, terms } = state;
  const [{ eventsWith: wanted, eventsSort: sort }, setUrl] = useQueryStates(parsers, { history: 'replace' });
  const [zone] = useTimeZone();
  const [active, setActive] = useState<number | null>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => rowsOfEvents(trace), [trace]);
  const words = useMemo(() => wanted.toLowerCase().split(/\s+/).filter(Boolean), [wanted]);
  const events = useMemo(
    () => sortedEvents(trace, rows, filteredEvents(trace, rows, words), sort),
    [trace, rows, words, sort],
  );
  if (rows.length === 0) {
    return (
      <>
        <ViewBar model={model} state={state} />
        <EmptyState icon={<ScrollText />} title="No span of this trace has events">
          Events are what a program noted while a span was open, such as an exception or a message sent.
          Proxies of the mesh record none; instrumentation in the programs does.
        </EmptyState>
      </>
    );
  }
  const toggle = (event: number) =>
    setOpen((now) => new Set(now.has(event) ? [...now].filter((one) => one !== event) : [...now, event]));
  const marks = [...terms, ...words];
  const columns: TableColumn<number>[] = [
    {
      id: 'time',
      label: 'Time',
      title: 'From the start of the trace',
      width: '110px',
      right: true,
      cell: (event) => {
        const ns = trace.events.timeNs[event] ?? 0;
        const unixMs = Number(trace.baseNs / 1_000_000n) + ns / 1e6;
        return <Quantity value={ns / 1000} unit="us" note={clockText(unixMs, zone, true)} />;
      },
    },
    {
      id: 'span',
      label: 'Span',
      width: 'minmax(200px,0.8fr)',
      cell: (event) => <SpanName model={model} row={rows[event] ?? 0} terms={terms} />,
    },
    {
      id: 'name',
      label: 'Event',
      width: 'minmax(160px,0.6fr)',
      cell: (event) => (
        <Opener
          name={eventName(trace, event)}
          isOpen={open.has(event)}
          canOpen={eventAttributesText(trace, event) !== ''}
          terms={marks}
          onToggle={() => toggle(event)}
        />
      ),
    },
    {
      id: 'attributes',
      label: 'Attributes',
      width: 'minmax(240px,1.6fr)',
      sortable: false,
      cell: (event) => {
        // A value may be a megabyte; a line is not.
        const text = eventAttributesText(trace, event).slice(0, 400);
        return (
          <span className="truncate font-mono text-2xs text-text-2">
            <Highlight text={text} terms={marks} />
          </span>
        );
      },
    },
  ];
  const first = selected === null ? -1 : events.findIndex((event) => rows[event] === selected);
  const at = active !== null && rows[events[active] ?? -1] === selected ? active : first;
  return (
    <>
      <ViewBar model={model} state={state}>
        <SearchField
          label="Only events with"
          placeholder="Only events with …"
          value={wanted}
          onValueChange={(text) => void setUrl({ eventsWith: text })}
          className="w-64"
        />
        <span role="status" className="ml-auto text-text-3 text-xs tabular-nums">
          {words.length > 0 && `${events.length.toLocaleString('en-US')} of `}
          {rows.length.toLocaleString('en-US')} {rows.length === 1 ? 'event' : 'events'}
        </span>
      </ViewBar>
      {events.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title="No event has all of these words"
          action={<Button onClick={() => void setUrl({ eventsWith: null })}>Show all events</Button>}
        />
      ) : (
        <VirtualTable
          label="Events"
          columns={columns}
          count={events.length}
          itemAt={(index) => events[index] ?? 0}
          sort={sort}
          onSort={(column) => void setUrl({ eventsSort: nextSort(sort, column, true) })}
          active={at}
          onActivate={(index) => {
            setActive(index);
            state.select(rows[events[index] ?? 0] ?? null);
          }}
          onOpen={(index) => toggle(events[index] ?? 0)}
          detail={(event) => {
            if (!open.has(event)) return null;
            const row = rows[event] ?? 0;
            const attributes =
              eventsOf(trace, row)[event - (trace.events.offset[row] ?? 0)]?.attributes ?? {};
            return (
              <div className="border-line border-t bg-canvas py-1 pr-4 pl-32">
                <AttributeTable attributes={attributes} terms={marks} />
              </div>
            );
          }}
          minWidth={880}
        />
      )}
    </>
  );
}

interface OpenerProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly canOpen: boolean;
  readonly terms: readonly string[];
  readonly onToggle: () => void;
}

function Opener({ name, isOpen, canOpen, terms, onToggle }: OpenerProps) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <button
        type="button"
        disabled={!canOpen}
        aria-expanded={isOpen}
        aria-label={`Attributes of ${name || 'the event'}`}
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
        className="-ml-1.5 grid size-6 shrink-0 place-items-center rounded-tag text-text-3 hover:text-text disabled:invisible"
      >
        <ChevronRight aria-hidden="true" className={classNames('size-3.5', isOpen && 'rotate-90')} />
      </button>
      <span className="truncate font-medium" title={name.slice(0, 400)}>
        <Highlight text={name.slice(0, 400) || '(no name)'} terms={terms} />
      </span>
    </span>
  );
}
