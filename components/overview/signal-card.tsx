/** One golden signal: its name, the figure over the window, how it moved, and what is drawn below. */
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';

export interface SignalCardProps {
  title: string;
  /** The big figure. */
  figure: ReactNode;
  /** Muted words beside the figure. */
  note?: ReactNode;
  /** At the far end of the title line. */
  aside?: ReactNode;
  children: ReactNode;
}

export const PLOT_HEIGHT = 128;

export function SignalCard({ title, figure, note, aside, children }: SignalCardProps) {
  return (
    <Card className="px-3 pt-2.5 pb-1.5" aria-label={title}>
      <div className="flex items-baseline justify-between gap-2">
        <h2 className="whitespace-nowrap font-medium text-text-2 text-xs">{title}</h2>
        <span className="min-w-0 truncate text-text-3 text-xs">{aside}</span>
      </div>
      <p className="mb-1 flex items-baseline gap-2.5 whitespace-nowrap">
        <span className="font-semibold text-xl tracking-[-0.01em] [&_span_span]:text-sm">{figure}</span>
        <span className="min-w-0 truncate text-text-3 text-xs tabular-nums">{note}</span>
      </p>
      {children}
    </Card>
  );
}
