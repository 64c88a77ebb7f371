'use client';
/** Below the text: the field that the cursor stands in, and where that is. */
import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { CursorPlace } from './editor/code-editor';

export interface PlaceBarProps {
  path: ObjectPath;
  place: CursorPlace | null;
  /** A mistake stands at the cursor's line. */
  isWrong: boolean;
}

export function PlaceBar({ path, place, isWrong }: PlaceBarProps) {
  const parts = shownParts(path);
  return (
    <div className="flex h-7 items-center gap-1.5 overflow-hidden whitespace-nowrap border-line border-t bg-canvas px-4 text-text-3 text-xs">
      {parts.map((part, index) => (
        // A path may hold the same name twice.
        // biome-ignore lint/suspicious/noArrayIndexKey: the position in the path is its identity
        <Fragment key={`${index}:${part}`}>
          {index > 0 && <ChevronRight aria-hidden="true" className="size-3" />}
          <span
            className={`font-mono ${isWrong && index === parts.length - 1 ? 'text-failing' : 'text-text-2'}`}
          >
            {part}
          </span>
        </Fragment>
      ))}
      {place !== null && (
        <span className="ml-auto pl-4 tabular-nums">
          Line {place.line}, column {place.column}
        </span>
      )}
    </div>
  );
}

/** Indexes stand with their list: `http[0]`. */
function shownParts(path: ObjectPath): readonly string[] {
  const parts: string[] = [];
  for (const part of path) {
    if (typeof part === 'number') parts.push(`${parts.pop() ?? ''}[${part}]`);
    else parts.push(part);
  }
  return parts;
}
