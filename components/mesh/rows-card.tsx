/** A card of short lines: something at the left, a word or a figure at the right. */
import type { ReactNode } from 'react';
import { Card, CardHeader } from '@/components/ui/card';

export interface RowsCardProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly action?: ReactNode;
  /** Said where there are no rows. */
  readonly nothing: string;
  readonly rows: readonly { readonly key: string; readonly left: ReactNode; readonly right: ReactNode }[];
}

export function RowsCard({ title, note, action, nothing, rows }: RowsCardProps) {
  return (
    <Card aria-label={title}>
      <CardHeader title={title} note={note} action={action} />
      {rows.length === 0 && <p className="border-line border-t px-3 py-3 text-text-2">{nothing}</p>}
      <ul>
        {rows.map(({ key, left, right }) => (
          <li
            key={key}
            className="flex min-h-8 items-center justify-between gap-3 border-line border-t px-3 py-1"
          >
            <span className="min-w-0 flex-1 truncate">{left}</span>
            <span className="min-w-0 text-right text-text-2 tabular-nums">{right}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
