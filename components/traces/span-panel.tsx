'use client';
/** All of one span: its figures, where in the mesh it was recorded, attributes, resource, events, links, warnings. */
import { ChevronDown, ChevronUp, Copy, Link2, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { clockText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { IconButton } from '@/components/ui/icon-button';
import { Quantity } from '@/components/ui/quantity';
import { quantityText } from '@/lib/mesh/quantity';
import { spanAt } from '@/lib/traces/model/read-row';
import type { Span } from '@/lib/traces/model/span';
import { FAILED, hasFlag, startUnixUs } from '@/lib/traces/model/trace';
import { toOtlpSpan } from '@/lib/traces/otlp-json';
import { spanOutcome } from '@/lib/traces/span-status';
import { AttributeTable } from './attribute-table';
import { ErrorMark } from './error-mark';
import { Highlight } from './highlight';
import { ServiceSwatch } from './service-swatch';
import { SpanEvents, SpanLinks } from './span-events';
import { SpanPlace } from './span-place';
import type { TraceModel } from './trace-model';
import { useCopy } from './use-copy';
import type { TraceState } from './use-trace-state';
import { positionOf } from './waterfall/visible-rows';

export interface SpanPanelProps {
  model: TraceModel;
  state: TraceState;
  row: number;
}

export function SpanPanel({ model, state, row }: SpanPanelProps) {
  const { trace } = model;
  const span = useMemo(() => spanAt(trace, row), [trace, row]);
  const { warnings } = span;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Header model={model} state={state} row={row} span={span} />
      <section
        // Focusable, as it scrolls and may hold nothing else that takes the focus.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
        aria-label="Details of the span"
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        <Figures model={model} row={row} span={span} />
        {warnings.length > 0 && (
          <Section title="Warnings" count={warnings.length}>
            <ul className="flex flex-col gap-1 text-xs">
              {warnings.map((warning) => (
                <li key={warning} className="flex gap-2">
                  <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 text-degraded" />
                  <span className="min-w-0 break-words">{warning}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <SpanPlace span={span} />
        <Section title="Attributes" count={Object.keys(span.attributes).length}>
          <AttributeTable attributes={span.attributes} terms={state.terms} />
        </Section>
        <Section title="Resource" count={Object.keys(span.resource).length}>
          <AttributeTable attributes={span.resource} terms={state.terms} />
        </Section>
        {span.events.length > 0 && (
          <Section title="Events" count={span.events.length}>
            <SpanEvents trace={trace} span={span} terms={state.terms} />
          </Section>
        )}
        {span.links.length > 0 && (
          <Section title="Links" count={span.links.length}>
            <SpanLinks trace={trace} span={span} onSelect={state.select} />
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
      </section>
    </div>
  );
}

function Section({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <section className="border-line border-t px-4 py-2">
      <h3 className="mb-1 font-semibold text-xs leading-5">
        {title} {count !== undefined && <span className="font-normal text-text-3">{count}</span>}
      </h3>
      {children}
    </section>
  );
}

function Header({ model, state, row, span }: SpanPanelProps & { span: Span }) {
  const { trace, series } = model;
  const copy = useCopy();
  const at = positionOf(state.visible, row);
  const go = (step: number) => () => {
    const next = state.visible[at + step];
    if (next !== undefined) state.select(next);
  };
  const icon = { size: 'sm', variant: 'quiet' } as const;
  return (
    <header className="flex items-start gap-1.5 py-2 pr-2 pl-4">
      <h2 className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5 break-words pt-1 text-base">
        {hasFlag(trace, row, FAILED) && <ErrorMark own label="Failed:" />}
        <ServiceSwatch series={series[trace.service[row] ?? 0]} />
        <span className="min-w-0 break-words font-semibold">
          <Highlight text={span.service} terms={state.terms} current />
        </span>
        <span className="min-w-0 break-words text-text-2">
          <Highlight text={span.name} terms={state.terms} current />
        </span>
      </h2>
      <span className="flex shrink-0">
        <IconButton
          {...icon}
          label="Copy the link to this span"
          onClick={() => void copy(window.location.href, 'Link to this span copied')}
        >
          <Link2 aria-hidden="true" />
        </IconButton>
        <IconButton
          {...icon}
          label="Copy the span as OTLP JSON"
          onClick={() => void copy(JSON.stringify(toOtlpSpan(span), null, 2), 'Span copied as OTLP JSON')}
        >
          <Copy aria-hidden="true" />
        </IconButton>
        <IconButton {...icon} label="Previous span" shortcut="↑" disabled={at === 0} onClick={go(-1)}>
          <ChevronUp aria-hidden="true" />
        </IconButton>
        <IconButton
          {...icon}
          label="Next span"
          shortcut="↓"
          disabled={at >= state.visible.length - 1}
          onClick={go(1)}
        >
          <ChevronDown aria-hidden="true" />
        </IconButton>
        <IconButton {...icon} label="Close" shortcut="Esc" onClick={() => state.select(null)}>
          <X aria-hidden="true" />
        </IconButton>
      </span>
    </header>
  );
}

function Figures({ model, row, span }: { model: TraceModel; row: number; span: Span }) {
  const { trace, self, path } = model;
  const [zone] = useTimeZone();
  const startMs = startUnixUs(trace, row) / 1000;
  const duration = trace.durationNs[row] ?? 0;
  const outcome = spanOutcome(span);
  const share = (part: number, of: number): string => quantityText(of > 0 ? part / of : null, 'share');
  return (
    <dl className="grid grid-cols-2 gap-x-2 gap-y-2 border-line border-t px-4 py-2 min-[420px]:grid-cols-4">
      <Figure
        label="Start"
        note={`${clockText(startMs, zone, true)}.${String(Math.floor(startMs % 1000)).padStart(3, '0')}`}
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
}

function Figure({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-2xs text-text-3 leading-[14px]">{label}</dt>
      <dd className="mt-px whitespace-nowrap font-semibold text-base leading-[18px] tabular-nums">
        {children}
        <span className="block font-normal text-2xs text-text-3 leading-[14px]">{note}</span>
      </dd>
    </div>
  );
}
