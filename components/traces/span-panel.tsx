'use client';
/** All of one span: its figures, where in the mesh it was recorded, attributes, resource, events, links, warnings. */
import { Copy, TriangleAlert } from 'lucide-react';
import { memo, type ReactNode, useMemo, useState } from 'react';
import { clockText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { classNames } from '@/components/ui/class-names';
import { Quantity } from '@/components/ui/quantity';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { quantityText } from '@/lib/mesh/quantity';
import { attributeLinks, type LinkedAttribute } from '@/lib/traces/links/links-of';
import { spanAt } from '@/lib/traces/model/read-row';
import type { Attributes, Span } from '@/lib/traces/model/span';
import { spanIdOf } from '@/lib/traces/model/span-ids';
import { serviceOf, startUnixUs, type Trace } from '@/lib/traces/model/trace';
import { spanOutcome } from '@/lib/traces/span-status';
import { AttributeTable } from './attribute-table';
import { rowsLinkingTo } from './back-links';
import { useLinkRules } from './external-links';
import { shortService } from './names';
import { SpanEvents, SpanLinks } from './span-events';
import { HEADER_PARTS, SpanHeader } from './span-header';
import { SpanPlace } from './span-place';
import type { TraceModel } from './trace-model';
import { useCopy } from './use-copy';
import { usePart } from './use-part';
import type { TraceState } from './use-trace-state';
import { lineOf, rowLine } from './waterfall/lines';
import { SpanGains } from './what-if/span-gains';

export interface SpanPanelProps {
  model: TraceModel;
  state: TraceState;
  row: number;
  /** Below its line: it does not scroll by itself. */
  inline?: boolean;
}

export function SpanPanel({ model, state, row: given, inline = false }: SpanPanelProps) {
  const { trace } = model;
  const [other, setOther] = useState(false);
  const pair = pairAt(state, given);
  const row = pair !== null && other ? pair.other : given;
  const span = useMemo(() => spanAt(trace, row), [trace, row]);
  const head = usePart(state, HEADER_PARTS);
  const parts = usePart(state, STATE_OF_PARTS);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <SpanHeader model={model} state={head} row={row} span={span} {...neighbours(state, row)} />
      {pair !== null && (
        <Halves
          trace={trace}
          client={pair.client}
          row={row}
          onChoose={(half) => {
            // Halves of one id cannot be told apart in the address.
            if (spanIdOf(trace, half) === spanIdOf(trace, given)) setOther(half !== given);
            else state.select(half);
          }}
        />
      )}
      <section
        // Focusable, as it scrolls and may hold nothing else that takes the focus.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
        aria-label="Details of the span"
        className={classNames('outline-offset-[-2px]', !inline && 'min-h-0 flex-1 overflow-y-auto')}
      >
        <Figures model={model} row={row} span={span} />
        <Parts model={model} state={parts} row={row} span={span} />
      </section>
    </div>
  );
}

/** The rows of the lines above and below a span's. */
function neighbours({ lines }: TraceState, row: number): { before: number | null; after: number | null } {
  const at = lineOf(lines, row);
  const rowAt = (line: number | null): number | null => (line === null ? null : (lines.row[line] ?? null));
  return { before: rowAt(rowLine(lines, at - 1, -1)), after: rowAt(rowLine(lines, at + 1, 1)) };
}

/** What of the view's state matters below the header. */
const STATE_OF_PARTS = ['terms', 'setQuery', 'select'] as const;

interface PartsProps extends Omit<SpanPanelProps, 'inline' | 'state'> {
  state: Pick<TraceState, (typeof STATE_OF_PARTS)[number]>;
  span: Span;
}

const Parts = memo(function Parts({ model, state, row, span }: PartsProps) {
  const { trace } = model;
  const { warnings } = span;
  const table = { terms: state.terms, onSearch: state.setQuery };
  const rules = useLinkRules();
  const linksAmong = (place: LinkedAttribute['place'], beside: Attributes) => (key: string) =>
    attributeLinks(rules, trace, row, { place, beside, key });
  const back = useMemo(() => rowsLinkingTo(trace, row), [trace, row]);
  return (
    <>
      {warnings.length > 0 && (
        <Section title="Warnings" count={warnings.length}>
          <ul className="flex flex-col gap-1 text-xs">
            {warnings.map((warning) => (
              <li key={warning} className="flex gap-2">
                <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-degraded" />
                <span className="min-w-0 break-words">{warning}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <SpanPlace model={model} row={row} span={span} />
      <Section title="What if it took less">
        <SpanGains model={model} row={row} />
      </Section>
      <Section title="Attributes" count={Object.keys(span.attributes).length} copied={span.attributes}>
        <AttributeTable
          attributes={span.attributes}
          linksOf={linksAmong('attributes', span.attributes)}
          {...table}
        />
      </Section>
      <Section title="Resource" count={Object.keys(span.resource).length} copied={span.resource}>
        <AttributeTable
          attributes={span.resource}
          linksOf={linksAmong('resource', span.resource)}
          {...table}
        />
      </Section>
      {span.events.length > 0 && (
        <Section title="Events" count={span.events.length}>
          <SpanEvents
            {...{ trace, span }}
            terms={state.terms}
            linksOf={(beside) => linksAmong('events', beside)}
          />
        </Section>
      )}
      {span.links.length + back.length > 0 && (
        <Section title="Links" count={span.links.length + back.length}>
          <SpanLinks trace={trace} span={span} back={back} onSelect={state.select} />
        </Section>
      )}
      <Section title="Ids">
        <AttributeTable
          attributes={{
            'trace id': span.traceId,
            'span id': span.spanId,
            'parent span id': span.parentSpanId ?? 'none',
            kind: span.kind,
          }}
          terms={state.terms}
        />
      </Section>
    </>
  );
});

/** Both halves of the call that a row is one of, where they are one line. */
function pairAt({ halves }: TraceState, row: number): { client: number; other: number } | null {
  if (halves?.[row + 1] === 1) return { client: row, other: row + 1 };
  return halves?.[row] === 1 ? { client: row - 1, other: row - 1 } : null;
}

interface HalvesProps {
  trace: Trace;
  client: number;
  row: number;
  onChoose: (row: number) => void;
}

function Halves({ trace, client, row, onChoose }: HalvesProps) {
  return (
    <div className="min-w-0 overflow-hidden px-4 pb-2">
      <SegmentedControl
        label="Whose record of the call"
        value={row === client ? 'client' : 'server'}
        onValueChange={(half) => onChoose(half === 'client' ? client : client + 1)}
        segments={[
          { value: 'client', label: `Client: ${shortService(serviceOf(trace, client))}` },
          { value: 'server', label: `Server: ${shortService(serviceOf(trace, client + 1))}` },
        ]}
      />
    </div>
  );
}

interface SectionProps {
  title: string;
  count?: number;
  /** What its copy button copies, as JSON. */
  copied?: Attributes;
  children: ReactNode;
}

function Section({ title, count, copied, children }: SectionProps) {
  const copy = useCopy();
  return (
    <section className="group/section border-line border-t px-4 py-2">
      <h3 className="mb-1 flex items-center font-semibold text-xs leading-5">
        {title} {count !== undefined && <span className="ml-1 font-normal text-text-3">{count}</span>}
        {copied !== undefined && count !== 0 && (
          <button
            type="button"
            aria-label={`Copy ${title.toLowerCase()} as JSON`}
            title="Copy as JSON"
            onClick={() => void copy(JSON.stringify(copied, null, 2), `${title} copied as JSON`)}
            className="-my-0.5 ml-auto grid size-6 place-items-center rounded-tag text-text-3 opacity-0 hover:text-text focus-visible:opacity-100 group-hover/section:opacity-100"
          >
            <Copy aria-hidden="true" className="size-3" />
          </button>
        )}
      </h3>
      {children}
    </section>
  );
}

interface FiguresProps {
  model: TraceModel;
  row: number;
  span: Span;
}

const Figures = memo(function Figures({ model, row, span }: FiguresProps) {
  const { trace, self, path } = model;
  const [zone] = useTimeZone();
  const startMs = startUnixUs(trace, row) / 1000;
  const duration = trace.durationNs[row] ?? 0;
  const moved = trace.skewNs?.[row] ?? 0;
  const outcome = spanOutcome(span);
  const share = (part: number, of: number): string => quantityText(of > 0 ? part / of : null, 'share');
  return (
    <dl className="grid grid-cols-2 gap-x-2 gap-y-2 border-line border-t px-4 py-2 min-[420px]:grid-cols-4">
      <Figure
        label="Start"
        note={`${clockText(startMs, zone, true)}.${String(Math.floor(startMs % 1000)).padStart(3, '0')}`}
        more={
          moved === 0
            ? null
            : `clock moved by ${moved > 0 ? '+' : '−'}${quantityText(Math.abs(moved) / 1000, 'us')}`
        }
      >
        +<Quantity value={(trace.startNs[row] ?? 0) / 1000} unit="us" />
      </Figure>
      <Figure label="Duration" note={`${share(duration, trace.totalNs)} of trace`}>
        <Quantity value={duration / 1000} unit="us" />
      </Figure>
      <Figure label="Self time" note={`${share(self[row] ?? 0, duration)} of span`}>
        <Quantity value={(self[row] ?? 0) / 1000} unit="us" />
      </Figure>
      <Figure label="Critical path" note={`${share(path.ownNs[row] ?? 0, path.totalNs)} of it`}>
        <Quantity value={(path.ownNs[row] ?? 0) / 1000} unit="us" />
      </Figure>
      {(outcome.text !== '' || span.statusMessage !== null) && (
        <div className="col-span-full">
          <dt className="text-2xs text-text-3 leading-[14px]">Outcome</dt>
          <dd className="mt-px break-words text-sm">
            <span className={outcome.failed ? 'font-semibold text-failing' : 'font-semibold'}>
              {outcome.text}
            </span>{' '}
            {outcome.meaning !== null && <span className="text-text-2">{outcome.meaning}</span>}
            {span.statusMessage !== null && (
              <span className="block text-text-2 text-xs">{span.statusMessage}</span>
            )}
          </dd>
        </div>
      )}
    </dl>
  );
});

interface FigureProps {
  label: string;
  note: string;
  more?: string | null;
  children: ReactNode;
}

function Figure({ label, note, more = null, children }: FigureProps) {
  return (
    <div>
      <dt className="text-2xs text-text-3 leading-[14px]">{label}</dt>
      <dd className="mt-px whitespace-nowrap font-semibold text-base leading-[18px] tabular-nums">
        {children}
        <span className="block font-normal text-2xs text-text-3 leading-[14px]">{note}</span>
        {more !== null && (
          <span className="block whitespace-normal font-normal text-2xs text-degraded leading-[14px]">
            {more}
          </span>
        )}
      </dd>
    </div>
  );
}
