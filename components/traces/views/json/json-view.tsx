'use client';
/** The trace as JSON, as its source wrote it: no clock adjusted, nothing left out. Only lines in sight are drawn. */
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Copy, Download } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { saveFile } from '@/components/graph/export/save-file';
import { Highlight } from '@/components/traces/highlight';
import { uploadedFile } from '@/components/traces/reading/uploaded-registry';
import { useCopy } from '@/components/traces/use-copy';
import { ViewBar } from '@/components/traces/views/view-bar';
import type { TraceViewProps } from '@/components/traces/views/view-props';
import { Button } from '@/components/ui/button';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { quantityText } from '@/lib/mesh/quantity';
import { indentJson } from '@/lib/traces/indent-json';
import { spanIdOf } from '@/lib/traces/model/span-ids';
import { type RawDocument, rawDocumentQuery } from './raw-document';

const MOST_LINES = 60_000;
const LINE_HEIGHT = 18;

export function JsonView({ model, state, source }: TraceViewProps) {
  const { trace } = model;
  const found = useQuery(rawDocumentQuery(trace.traceId, source));
  const copy = useCopy();
  const file = source === 'file' ? uploadedFile(trace.traceId) : null;
  const name = file?.alone === true ? file.file.name : `trace-${trace.traceId}.json`;
  const { data } = found;
  return (
    <>
      <ViewBar model={model} state={state}>
        <span className="max-w-[56ch] text-pretty text-text-3 text-xs">
          {file?.alone === true
            ? `The file ${file.file.name} as it is.`
            : source === 'file'
              ? 'Written in OTLP JSON from what was read of the file; clocks are as the file has them.'
              : 'As the tracing backend sent it; no clock is adjusted.'}
        </span>
        <span className="ml-auto whitespace-nowrap text-text-3 text-xs tabular-nums">
          {data !== undefined && quantityText(data.content.size, 'bytes')}
        </span>
        <Button
          disabled={data === undefined}
          onClick={() => void data?.content.text().then((text) => copy(text, 'The whole JSON copied'))}
        >
          <Copy aria-hidden="true" />
          Copy
        </Button>
        <Button
          disabled={data === undefined}
          onClick={() => data !== undefined && saveFile(name, data.content)}
        >
          <Download aria-hidden="true" />
          Download
        </Button>
      </ViewBar>
      {data !== undefined ? (
        <Document
          document={data}
          terms={state.terms}
          spanId={state.selected === null ? null : spanIdOf(trace, state.selected)}
        />
      ) : found.error !== null ? (
        <ProblemState problem={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <div role="status" aria-label="Loading the JSON" className="flex flex-col gap-2 p-4">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-4 w-2/5" />
        </div>
      )}
    </>
  );
}

interface DocumentProps {
  readonly document: RawDocument;
  readonly terms: readonly string[];
  /** Brought into sight. */
  readonly spanId: string | null;
}

function Document({ document: { content, text, isCut }, terms, spanId }: DocumentProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { lines, read } = useMemo(() => indentJson(text, MOST_LINES), [text]);
  const isShort = isCut || read < text.length;
  const at = useMemo(() => lineOfSpan(lines, spanId), [lines, spanId]);
  const widest = useMemo(() => lines.reduce((most, line) => Math.max(most, line.length), 0), [lines]);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
  });
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'center' });
  }, [at, rows]);
  return (
    <>
      {isShort && (
        <p role="note" className="border-line border-b bg-degraded-wash px-4 py-1.5 text-xs">
          Too long to show whole: these are the first {lines.length.toLocaleString('en-US')} lines. Copy and
          download hold all {quantityText(content.size, 'bytes')}.
        </p>
      )}
      {spanId !== null && at < 0 && (
        <p role="note" className="border-line border-b px-4 py-1.5 text-text-3 text-xs">
          The span in focus is not in the lines shown.
        </p>
      )}
      <section
        ref={scroller}
        aria-label="JSON of the trace"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto bg-surface font-mono text-xs outline-offset-[-2px]"
      >
        <div className="relative" style={{ height: rows.getTotalSize(), minWidth: `${widest + 12}ch` }}>
          {rows.getVirtualItems().map(({ index, start }) => (
            <div
              key={index}
              style={{ transform: `translateY(${start}px)` }}
              className={`absolute inset-x-0 top-0 flex h-[18px] items-center whitespace-pre ${index === at ? 'bg-accent-wash' : ''}`}
            >
              <span
                aria-hidden="true"
                className="w-16 shrink-0 select-none pr-3 text-right text-2xs text-text-3 tabular-nums"
              >
                {index + 1}
              </span>
              <Line text={lines[index] ?? ''} terms={terms} />
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

/** A key is quieter than its value. */
function Line({ text, terms }: { text: string; terms: readonly string[] }) {
  const key = /^\s*"(?:[^"\\]|\\.)*": /.exec(text)?.[0] ?? '';
  return (
    <>
      <span className="text-text-2">
        <Highlight text={key} terms={terms} />
      </span>
      <Highlight text={text.slice(key.length)} terms={terms} />
    </>
  );
}

/** The line on which a span gives its own id; −1 = none shown does. Ids may be hexadecimal (in either case) or base64. */
function lineOfSpan(lines: readonly string[], spanId: string | null): number {
  if (spanId === null) return -1;
  const bytes = spanId.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  const forms = [
    spanId,
    spanId.replace(/^0+/, ''),
    spanId.toUpperCase(),
    btoa(String.fromCharCode(...bytes)),
  ];
  return lines.findIndex(
    (line) => /"span_?id":/i.test(line) && forms.some((form) => line.includes(`"${form}"`)),
  );
}
