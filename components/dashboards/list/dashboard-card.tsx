'use client';
/** One dashboard of the list. */
import { Star } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { IconButton } from '@/components/ui/icon-button';
import { Pill } from '@/components/ui/pill';
import type { DashboardEntry } from '@/lib/dashboards/library/contract';
import { CardMenu } from './card-menu';

const ORIGINS = { 'built-in': 'built-in', provisioned: 'from a file', saved: 'saved here' } as const;

export interface DashboardCardProps {
  readonly entry: DashboardEntry;
  readonly isFavourite: boolean;
  readonly onFavourite: () => void;
  /** null = dashboards can be saved here. */
  readonly notSavedBecause: string | null;
}

export function DashboardCard({ entry, isFavourite, onFavourite, notSavedBecause }: DashboardCardProps) {
  const scoped = useScopedHref();
  const { uid, title, description, tags, origin, panels } = entry;
  return (
    <li className="relative flex min-h-28 flex-col gap-1 rounded-card border border-line bg-surface p-3 hover:border-control">
      <div className="flex items-center gap-2">
        <Link
          href={scoped(`/dashboards/${uid}`) as Route}
          prefetch={false}
          className="min-w-0 flex-1 truncate font-semibold text-base after:absolute after:inset-0 hover:underline"
        >
          {title}
        </Link>
        <IconButton
          label={isFavourite ? `Remove ${title} from the favourites` : `Add ${title} to the favourites`}
          aria-pressed={isFavourite}
          onClick={onFavourite}
          className="relative"
        >
          <Star aria-hidden="true" className={isFavourite ? 'fill-current text-degraded' : ''} />
        </IconButton>
        <CardMenu entry={entry} notSavedBecause={notSavedBecause} />
      </div>
      <p className="line-clamp-2 text-sm text-text-2">{description}</p>
      <p className="mt-auto flex flex-wrap items-center gap-1.5 pt-1 text-text-3 text-xs">
        <span>
          {panels} panels · {ORIGINS[origin]}
        </span>
        {tags
          .filter((tag) => tag !== 'built-in')
          .slice(0, 6)
          .map((tag) => (
            <Pill key={tag}>{tag}</Pill>
          ))}
      </p>
    </li>
  );
}
