'use client';
/** In a far picture: a magnifier on every line that find matches, in the size of the page. */
import { Search } from 'lucide-react';
import { memo } from 'react';
import type { Picture } from '@/components/graph/use-layout';
import { classNames } from '@/components/ui/class-names';
import { placeOf } from './match-order';

export interface MatchMarksProps {
  readonly picture: Picture;
  readonly matched: ReadonlySet<string>;
  readonly current: string | null;
}

export const MatchMarks = memo(function MatchMarks({ picture, matched, current }: MatchMarksProps) {
  if (matched.size === 0) return null;
  return picture.elements.lines.map(({ id }) => {
    const place = matched.has(id) ? placeOf(id, picture) : null;
    return place === null ? null : (
      <span
        key={id}
        aria-hidden="true"
        style={{
          transform: `translate(${place.x}px, ${place.y}px) scale(var(--unzoom)) translate(-50%, -50%)`,
        }}
        className={classNames(
          'pointer-events-none absolute top-0 left-0 grid origin-top-left place-items-center rounded-full border border-accent text-accent',
          id === current ? 'z-10 size-[18px] bg-accent-wash' : 'size-[15px] bg-surface',
        )}
      >
        <Search className="size-[9px]" strokeWidth={3} />
      </span>
    );
  });
});
