'use client';
/** One golden signal: its name, the figure over the window, how it moved, and what is drawn below. */
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { Card } from '@/components/ui/card';

export interface SignalCardProps {
  title: string;
  /** The big figure. */
  figure: ReactNode;
  /** What the figure leads to, and that in words. */
  leadsTo: { href: string; words: string };
  /** Muted words beside the figure. */
  note?: ReactNode;
  /** At the far end of the title line. */
  aside?: ReactNode;
  children: ReactNode;
}

export const PLOT_HEIGHT = 128;

export function SignalCard({ title, figure, leadsTo, note, aside, children }: SignalCardProps) {
  const scoped = useScopedHref();
  return (
    <Card className="px-3 pt-2.5 pb-1.5" aria-label={title}>
      <div className="flex items-baseline justify-between gap-2">
        <h2 className="whitespace-nowrap font-medium text-text-2 text-xs">{title}</h2>
        <span className="min-w-0 truncate text-text-3 text-xs">{aside}</span>
      </div>
      <p className="mb-1 flex items-baseline gap-2.5 whitespace-nowrap">
        <Link
          href={scoped(leadsTo.href) as Route}
          aria-description={leadsTo.words}
          className="font-semibold text-xl tracking-[-0.01em] decoration-1 underline-offset-4 hover:underline [&_span_span]:text-sm"
        >
          {figure}
        </Link>
        <span className="min-w-0 truncate text-text-3 text-xs tabular-nums">{note}</span>
      </p>
      {children}
    </Card>
  );
}
