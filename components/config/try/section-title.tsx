/** The head of a part of the answer. */
import type { ReactNode } from 'react';

export function SectionTitle({
  title,
  note,
  children,
}: {
  title: string;
  note?: string;
  children?: ReactNode;
}) {
  return (
    <div className="mb-1.5 flex flex-wrap items-baseline gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      {note !== undefined && <span className="text-text-3 text-xs">{note}</span>}
      {children !== undefined && <span className="ml-auto">{children}</span>}
    </div>
  );
}
