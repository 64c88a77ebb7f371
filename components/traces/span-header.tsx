'use client';
/** Above the details of a span: whose it is, copying it, going to its neighbours, where the details stand. */
import { ChevronDown, ChevronUp, Copy, Link2, PanelBottom, PanelRight, X } from 'lucide-react';
import { memo } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import type { Span } from '@/lib/traces/model/span';
import { FAILED, hasFlag } from '@/lib/traces/model/trace';
import { toOtlpSpan } from '@/lib/traces/otlp-json';
import { ErrorMark } from './error-mark';
import { Highlight } from './highlight';
import { ServiceSwatch } from './service-swatch';
import type { TraceModel } from './trace-model';
import { useCopy } from './use-copy';
import type { TraceState } from './use-trace-state';

/** What of the view's state it shows and changes. */
export const HEADER_PARTS = ['terms', 'view', 'details', 'setDetails', 'select'] as const;

export interface SpanHeaderProps {
  model: TraceModel;
  state: Pick<TraceState, (typeof HEADER_PARTS)[number]>;
  row: number;
  span: Span;
  /** Rows on the lines above and below it; null = there is none. */
  before: number | null;
  after: number | null;
}

const ICON = { size: 'sm', variant: 'quiet' } as const;

export const SpanHeader = memo(function SpanHeader(props: SpanHeaderProps) {
  const { model, state, row, span, before, after } = props;
  const { trace, series, cues } = model;
  const copy = useCopy();
  return (
    <header className="flex items-start gap-1.5 py-2 pr-2 pl-4">
      <h2 className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5 break-words pt-1 text-base">
        {hasFlag(trace, row, FAILED) && <ErrorMark own label="Failed:" />}
        <ServiceSwatch series={series[trace.service[row] ?? 0]} cue={cues[trace.service[row] ?? 0]} />
        <span className="min-w-0 break-words font-semibold">
          <Highlight text={span.service} terms={state.terms} current />
        </span>
        <span className="min-w-0 break-words text-text-2">
          <Highlight text={span.name} terms={state.terms} current />
        </span>
      </h2>
      <span className="flex shrink-0">
        <IconButton
          {...ICON}
          label="Copy the link to this span"
          onClick={() => void copy(window.location.href, 'Link to this span copied')}
        >
          <Link2 aria-hidden="true" />
        </IconButton>
        <IconButton
          {...ICON}
          label="Copy the span as OTLP JSON"
          onClick={() => void copy(JSON.stringify(toOtlpSpan(span), null, 2), 'Span copied as OTLP JSON')}
        >
          <Copy aria-hidden="true" />
        </IconButton>
        <IconButton
          {...ICON}
          label="Previous span"
          shortcut="↑"
          disabled={before === null}
          onClick={() => before !== null && state.select(before)}
        >
          <ChevronUp aria-hidden="true" />
        </IconButton>
        <IconButton
          {...ICON}
          label="Next span"
          shortcut="↓"
          disabled={after === null}
          onClick={() => after !== null && state.select(after)}
        >
          <ChevronDown aria-hidden="true" />
        </IconButton>
        {state.view === 'waterfall' && <DetailsPlaceButton state={state} />}
        <IconButton {...ICON} label="Close" shortcut="Esc" onClick={() => state.select(null)}>
          <X aria-hidden="true" />
        </IconButton>
      </span>
    </header>
  );
});

function DetailsPlaceButton({ state }: Pick<SpanHeaderProps, 'state'>) {
  const isBeside = state.details === 'side';
  return (
    <IconButton
      {...ICON}
      label={isBeside ? 'Details below the span' : 'Details beside the waterfall'}
      shortcut="D"
      onClick={() => state.setDetails(isBeside ? 'inline' : 'side')}
    >
      {isBeside ? <PanelBottom aria-hidden="true" /> : <PanelRight aria-hidden="true" />}
    </IconButton>
  );
}
