'use client';
/** A small table of names and values: headers, parameters. */
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Pair } from './request-form-state';

export interface PairsFieldProps {
  label: string;
  /** "header". */
  one: string;
  pairs: readonly Pair[];
  onPairs: (pairs: readonly Pair[]) => void;
  /** What is to be said of one, at its end. */
  noteOn?: (pair: Pair) => ReactNode;
  error?: string | undefined;
}

const CELL =
  'h-8 min-w-0 border-line border-r bg-transparent px-2.5 font-mono text-xs -outline-offset-2 placeholder:text-text-3';

export function PairsField({ label, one, pairs, onPairs, noteOn, error }: PairsFieldProps) {
  const put = (at: number, change: Partial<Pair>) =>
    onPairs(pairs.map((pair, index) => (index === at ? { ...pair, ...change } : pair)));
  return (
    <fieldset className="grid min-w-0 gap-1">
      <legend className="mb-1 font-medium text-text-2 text-xs">{label}</legend>
      <div className="overflow-hidden rounded-control border border-control bg-surface">
        {pairs.map((pair, index) => (
          <div
            // Names repeat while they are typed; the place in the table is what stays.
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are their places
            key={index}
            className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto_28px] items-center border-line border-b"
          >
            <input
              aria-label={`Name of ${one} ${index + 1}`}
              value={pair.name}
              spellCheck={false}
              autoComplete="off"
              placeholder="name"
              onChange={(event) => put(index, { name: event.target.value })}
              className={CELL}
            />
            <input
              aria-label={`Value of ${one} ${pair.name === '' ? index + 1 : pair.name}`}
              value={pair.value}
              spellCheck={false}
              autoComplete="off"
              placeholder="value"
              onChange={(event) => put(index, { value: event.target.value })}
              className={`${CELL} border-r-0`}
            />
            <span className="px-1 text-2xs text-text-3">{noteOn?.(pair)}</span>
            <button
              type="button"
              aria-label={`Remove ${one} ${pair.name === '' ? index + 1 : pair.name}`}
              onClick={() => onPairs(pairs.filter((_, other) => other !== index))}
              className="grid size-7 place-items-center rounded-tag text-text-3 -outline-offset-2 hover:text-text"
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          </div>
        ))}
        <button
          type="button"
          onClick={() => onPairs([...pairs, { name: '', value: '' }])}
          className="flex h-7 w-full items-center gap-1.5 bg-canvas px-2.5 text-text-2 text-xs -outline-offset-2 hover:bg-raised"
        >
          <Plus aria-hidden="true" className="size-3.5" />
          Add a {one}
        </button>
      </div>
      {error !== undefined && (
        <p role="alert" className="text-failing text-xs">
          {error}
        </p>
      )}
    </fieldset>
  );
}
