'use client';
/** The answers as text, to read and to copy. */
import { Copy } from 'lucide-react';
import { useMemo } from 'react';
import { useCopy } from '@/components/traces/use-copy';
import { Button } from '@/components/ui/button';
import type { DrawnSeries } from './drawn-series';
import { rawText } from './raw-text';

/** Characters that are shown; the copy has all. */
const MOST_SHOWN = 200_000;

export function RawView({ series }: { readonly series: readonly DrawnSeries[] }) {
  const copy = useCopy();
  const text = useMemo(() => rawText(series), [series]);
  return (
    <div className="grid gap-2 p-4">
      <div className="flex items-center gap-2">
        <Button onClick={() => void copy(text, 'The text is copied')}>
          <Copy aria-hidden="true" />
          Copy
        </Button>
        {text.length > MOST_SHOWN && (
          <span className="text-text-3 text-xs">
            The first {MOST_SHOWN.toLocaleString('en-US')} of {text.length.toLocaleString('en-US')} characters
            are shown; the copy has all.
          </span>
        )}
      </div>
      <textarea
        readOnly
        aria-label="Answer as text"
        value={text.slice(0, MOST_SHOWN)}
        rows={Math.min(28, Math.max(4, text.split('\n', 29).length + 1))}
        className="resize-y whitespace-pre rounded-card border border-line bg-surface p-3 font-mono text-xs leading-5"
      />
    </div>
  );
}
