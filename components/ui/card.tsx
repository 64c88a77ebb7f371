/** A bordered surface; no shadow, the line is enough. */
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return (
    <section
      className={classNames('min-w-0 rounded-card border border-line bg-surface', className)}
      {...rest}
    />
  );
}

export interface CardHeaderProps {
  title: ReactNode;
  /** Muted words after the title: a count, a span of time. */
  note?: ReactNode;
  /** At the far end: a link or a small control. */
  action?: ReactNode;
  className?: string;
}

export function CardHeader({ title, note, action, className }: CardHeaderProps) {
  return (
    <header className={classNames('flex min-h-9 items-center gap-2 px-3', className)}>
      <h2 className="min-w-0 font-semibold text-sm">{title}</h2>
      {/* The title keeps its words on one line as long as the note has any to give up. */}
      {note !== undefined && (
        <span className="min-w-0 shrink-[999] truncate text-text-3 text-xs">{note}</span>
      )}
      {action !== undefined && (
        <span className="ml-auto flex shrink-0 items-center gap-2 text-xs">{action}</span>
      )}
    </header>
  );
}
