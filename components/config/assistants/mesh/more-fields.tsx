'use client';
/** Fields that are folded away as long as nobody uses them. */
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

export interface MoreFieldsProps {
  title: string;
  /** Names of those that say something. */
  used: readonly string[];
  /** What is in there, while nothing is used. */
  hint: string;
  children: ReactNode;
}

export function MoreFields({ title, used, hint, children }: MoreFieldsProps) {
  return (
    <details className="group" open={used.length > 0 || undefined}>
      <summary className="flex h-7 cursor-default list-none items-center gap-1.5 rounded-control text-text-2 text-xs">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        <span className="font-medium">{title}</span>
        <span className="text-text-3">{used.length > 0 ? used.join(', ').toLowerCase() : hint}</span>
      </summary>
      <div className="mt-2 grid gap-2.5">{children}</div>
    </details>
  );
}
