'use client';
/** What happened within a span, and what it refers to. */
import type { Route } from 'next';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useScopedHref } from '@/components/shell/scope';
import { quantityText } from '@/lib/mesh/quantity';
import type { ExternalLink } from '@/lib/traces/links/links-of';
import type { Attributes, Span } from '@/lib/traces/model/span';
import { rowOf } from '@/lib/traces/model/span-ids';
import { nameOf, serviceOf, type Trace } from '@/lib/traces/model/trace';
import { shortTraceId } from '@/lib/traces/trace-id';
import { AttributeTable } from './attribute-table';
import { Highlight } from './highlight';
import { isUploaded, traceHref } from './reading/uploaded-registry';

/** A span with thousands of events would make the panel useless; the download has them all. */
const MOST_EVENTS = 200;

interface SpanEventsProps {
  trace: Trace;
  span: Span;
  terms: readonly string[];
  /** Links to other tools, of an attribute among those of an event. */
  linksOf: (beside: Attributes) => (key: string) => readonly ExternalLink[];
}

export function SpanEvents({ trace, span, terms, linksOf }: SpanEventsProps) {
  return (
    <ol className="flex flex-col gap-1">
      {span.events.slice(0, MOST_EVENTS).map((event, index) => {
        const count = Object.keys(event.attributes).length;
        const line = (
          <span className="inline-grid w-[calc(100%-16px)] grid-cols-[72px_minmax(0,1fr)] align-top text-xs">
            <span className="text-text-3 tabular-nums">
              +{quantityText(Number(event.timeNs - trace.baseNs) / 1000, 'us')}
            </span>
            <span className="break-words">
              <Highlight text={event.name} terms={terms} />
            </span>
          </span>
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: events may be equal in all they have
          <li key={index}>
            {count === 0 ? (
              <span className="pl-4">{line}</span>
            ) : (
              <details>
                <summary className="min-h-6 text-xs marker:text-text-3">{line}</summary>
                <div className="ml-4 border-line border-l pl-3">
                  <AttributeTable
                    attributes={event.attributes}
                    terms={terms}
                    linksOf={linksOf(event.attributes)}
                  />
                </div>
              </details>
            )}
          </li>
        );
      })}
      {span.events.length > MOST_EVENTS && (
        <li className="text-text-3 text-xs">and {span.events.length - MOST_EVENTS} more, in the download</li>
      )}
    </ol>
  );
}

interface SpanLinksProps {
  trace: Trace;
  span: Span;
  /** Rows of this trace that link to the span. */
  back: readonly number[];
  onSelect: (row: number) => void;
}

export function SpanLinks({ trace, span, back, onSelect }: SpanLinksProps) {
  const scoped = useScopedHref();
  // A file may hold both ends of a link.
  const fromFile = useSearchParams().get('source') === 'file';
  return (
    <ul className="flex flex-col text-xs">
      {span.links.map((link, index) => {
        const row = link.traceId === span.traceId ? rowOf(trace, link.spanId) : null;
        const words = link.kind === 'follows-from' ? 'Follows from' : 'Link to';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: links may be equal in all they have
          <li key={index} className="flex min-h-6 items-center gap-2">
            <span className="w-20 text-text-3">{words}</span>
            {row !== null ? (
              <button type="button" onClick={() => onSelect(row)} className="link min-h-6 truncate">
                {serviceOf(trace, row)} {nameOf(trace, row)}
              </button>
            ) : (
              <Link
                href={
                  scoped(
                    traceHref(link.traceId, fromFile && isUploaded(link.traceId) ? 'file' : 'server', {
                      span: link.spanId,
                    }),
                  ) as Route
                }
                prefetch={false}
                className="link font-mono"
              >
                trace {shortTraceId(link.traceId)}
              </Link>
            )}
          </li>
        );
      })}
      {back.slice(0, MOST_EVENTS).map((row) => (
        <li key={row} className="flex min-h-6 items-center gap-2">
          <span className="w-20 shrink-0 text-text-3">Linked from</span>
          <button type="button" onClick={() => onSelect(row)} className="link min-h-6 truncate">
            {serviceOf(trace, row)} {nameOf(trace, row)}
          </button>
        </li>
      ))}
      {back.length > MOST_EVENTS && (
        <li className="text-text-3">and {back.length - MOST_EVENTS} more that link to it</li>
      )}
    </ul>
  );
}
