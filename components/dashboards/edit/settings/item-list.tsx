'use client';
/** Things of one kind in an order: one is open, each can be moved, duplicated where that makes sense, and removed. */
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';

export interface ItemListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly titleOf: (item: T) => string;
  /** A muted word behind the title. */
  readonly kindOf: (item: T) => string;
  /** Index of the open one; null = none. */
  readonly open: number | null;
  readonly onOpen: (at: number | null) => void;
  readonly onItems: (items: T[]) => void;
  readonly form: (item: T, put: (next: T) => void) => ReactNode;
}

export function ItemList<T>({ label, items, open, onOpen, onItems, form, ...words }: ItemListProps<T>) {
  const move = (at: number, by: -1 | 1) => {
    const [one, other] = [items[at], items[at + by]];
    if (one === undefined || other === undefined) return;
    onItems(items.map((item, index) => (index === at ? other : index === at + by ? one : item)));
    if (open === at) onOpen(at + by);
    else if (open === at + by) onOpen(at);
  };
  return (
    <ul aria-label={label}>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is typed may be the name itself
        <li key={at} className="border-line border-b">
          <ItemHead
            title={words.titleOf(item)}
            kind={words.kindOf(item)}
            isOpen={open === at}
            isFirst={at === 0}
            isLast={at === items.length - 1}
            onToggle={() => onOpen(open === at ? null : at)}
            onMove={(by) => move(at, by)}
            onRemove={() => {
              onItems(items.filter((_, index) => index !== at));
              onOpen(null);
            }}
          />
          {open === at && (
            <div className="grid gap-2.5 px-4 pb-4 pl-10">
              {form(item, (next) => onItems(items.map((one, index) => (index === at ? next : one))))}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

interface ItemHeadProps {
  readonly title: string;
  readonly kind: string;
  readonly isOpen: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onToggle: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function ItemHead({ title, kind, isOpen, isFirst, isLast, onToggle, onMove, onRemove }: ItemHeadProps) {
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <div className="flex items-center gap-1 px-4 py-1">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-control text-left text-sm hover:bg-raised"
      >
        <Icon aria-hidden="true" className="size-4 shrink-0 text-text-3" />
        <span className="truncate font-medium">{title}</span>
        <span className="min-w-0 truncate text-text-3 text-xs">{kind}</span>
      </button>
      <IconButton label={`Move ${title} up`} disabled={isFirst} onClick={() => onMove(-1)}>
        <ArrowUp aria-hidden="true" />
      </IconButton>
      <IconButton label={`Move ${title} down`} disabled={isLast} onClick={() => onMove(1)}>
        <ArrowDown aria-hidden="true" />
      </IconButton>
      <IconButton label={`Remove ${title}`} onClick={onRemove}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </div>
  );
}
