'use client';
/**
 * Tabs over panels of one place. Our own, because the Radix panel renders a style attribute on the
 * server, which the page's policy forbids. Pattern: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { classNames } from './class-names';
import { focusValue } from './focus-value';

export interface TabItem<T extends string> {
  value: T;
  label: ReactNode;
  /** A muted figure after the label. */
  count?: number | string;
}

export interface TabsProps<T extends string> {
  /** Ties tabs and panels together; unique on the page. */
  id: string;
  label: string;
  value: T;
  onValueChange: (value: T) => void;
  items: readonly TabItem<T>[];
  className?: string;
}

export function Tabs<T extends string>({ id, label, value, onValueChange, items, className }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = items.findIndex((item) => item.value === value);
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = items[(target + items.length) % items.length];
    if (next === undefined) return;
    onValueChange(next.value);
    focusValue(list.current, next.value);
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      onKeyDown={move}
      className={classNames(
        'flex h-9 shrink-0 items-stretch gap-5 overflow-x-auto border-line border-b px-4',
        className,
      )}
    >
      {items.map((item) => (
        <button
          key={item.value}
          type="button"
          role="tab"
          id={`${id}-tab-${item.value}`}
          data-value={item.value}
          aria-selected={item.value === value}
          aria-controls={item.value === value ? `${id}-panel-${item.value}` : undefined}
          tabIndex={item.value === value ? 0 : -1}
          onClick={() => onValueChange(item.value)}
          className={classNames(
            '-mb-px inline-flex shrink-0 items-center gap-1.5 border-b-2 font-medium text-sm -outline-offset-2',
            item.value === value
              ? 'border-accent text-accent'
              : 'border-transparent text-text-2 hover:text-text',
          )}
        >
          {item.label}
          {item.count !== undefined && (
            <span className="font-normal text-text-3 tabular-nums">{item.count}</span>
          )}
        </button>
      ))}
    </div>
  );
}

export interface TabPanelProps {
  /** The `id` of its `Tabs`. */
  tabs: string;
  value: string;
  children: ReactNode;
  className?: string;
}

/** Render only the panel that is chosen. */
export function TabPanel({ tabs, value, children, className }: TabPanelProps) {
  return (
    <div
      role="tabpanel"
      id={`${tabs}-panel-${value}`}
      aria-labelledby={`${tabs}-tab-${value}`}
      className={className}
    >
      {children}
    </div>
  );
}
