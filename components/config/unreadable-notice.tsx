'use client';
/** Files and documents that could not be read: named with their line, never hidden. */
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ConfigList } from '@/lib/config/contract';

const SHOWN_FOLDED = 2;

export function UnreadableNotice({ unreadable }: { unreadable: ConfigList['unreadable'] }) {
  const [open, setOpen] = useState(false);
  const shown = open ? unreadable : unreadable.slice(0, SHOWN_FOLDED);
  const count = unreadable.length;
  return (
    <section
      aria-label="What could not be read"
      className="m-3 grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2 rounded-control border border-degraded-line bg-degraded-wash px-3 py-2 text-xs"
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 text-degraded" />
      <div>
        <p className="font-semibold text-sm">
          {count === 1 ? 'One document could not be read' : `${count} documents could not be read`}
        </p>
        <ul>
          {shown.map(({ origin, line, message }) => (
            <li key={`${origin}:${line}:${message}`} className="text-text-2">
              <code className="text-text">
                {origin}
                {line === null ? '' : `:${line}`}
              </code>{' '}
              {message}
            </li>
          ))}
        </ul>
      </div>
      {count > SHOWN_FOLDED && (
        <Button variant="quiet" onClick={() => setOpen(!open)} aria-expanded={open}>
          {open ? 'Show fewer' : `Show all ${count}`}
        </Button>
      )}
    </section>
  );
}
