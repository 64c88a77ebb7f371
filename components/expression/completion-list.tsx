'use client';
/** What can be written next, below the field. */
import { useEffect, useRef } from 'react';
import { classNames } from '@/components/ui/class-names';
import type { Completion } from '@/lib/expression/completion';

export interface CompletionListProps {
  readonly id: string;
  readonly items: readonly Completion[];
  readonly active: number;
  readonly onAccept: (item: Completion) => void;
}

export function CompletionList({ id, items, active, onAccept }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another active row scrolls
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="What may stand here"
      className="max-h-[264px] overflow-y-auto p-1"
    >
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and has the keys
        // biome-ignore lint/a11y/useFocusableInteractive: as above, by aria-activedescendant
        <div
          key={`${item.kind} ${item.text}`}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onAccept(item)}
          className={classNames(
            'flex h-6 cursor-pointer items-center gap-3 rounded-tag px-2 text-xs',
            index === active ? 'bg-accent-wash' : 'hover:bg-raised',
          )}
        >
          <span
            className={classNames(
              'max-w-[75%] shrink-0 truncate font-mono [font-variant-ligatures:none]',
              item.kind === 'operand' || item.kind === 'word' ? 'text-accent' : 'text-text',
            )}
          >
            {item.text}
          </span>
          <span className="min-w-0 flex-1 truncate text-right text-text-3">{item.what}</span>
        </div>
      ))}
    </div>
  );
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}
