'use client';
/** The way around: pages, the state of the sources, the user. 216 px, or 56 px when folded. */
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useAfterPicture } from '@/components/ui/first-picture';
import { usePreference } from '@/components/ui/preference';
import { Tooltip } from '@/components/ui/tooltip';
import { Mark } from './mark';
import { DESTINATIONS, type Destination, isWithin } from './navigation';
import { useScopedHref } from './scope';
import { SourceStates } from './source-states';
import { UserMenu } from './user-menu';

/** Whether the rail is folded by choice, and the switch. The document carries it, so that CSS knows before React does. */
export function useRailFolded(): [boolean, (folded: boolean) => void] {
  const [value, remember] = usePreference('rail', '');
  const fold = (folded: boolean) => {
    remember(folded ? 'folded' : null);
    document.documentElement.dataset.rail = folded ? 'folded' : '';
  };
  return [value === 'folded', fold];
}

export function Rail() {
  const [folded, fold] = useRailFolded();
  const scoped = useScopedHref();
  // Each page that is fetched ahead is one that the server renders.
  const prefetch = useAfterPicture() ? 'auto' : false;
  return (
    <nav
      aria-label="Main"
      className="row-span-2 flex min-h-0 flex-col overflow-y-auto border-line border-r bg-surface px-2"
    >
      <div className="group flex h-12 shrink-0 items-center">
        <Link
          href={scoped('/') as Route}
          prefetch={prefetch}
          aria-label="Periplus, to the overview"
          className="flex h-8 min-w-0 items-center gap-2.5 rounded-control px-2 font-semibold text-[15px] tracking-[-0.01em]"
        >
          <Mark className="size-6" />
          <span className="folded:hidden">Periplus</span>
        </Link>
        <button
          type="button"
          aria-label="Fold the menu"
          title="Fold the menu · ["
          onClick={() => fold(true)}
          className="ml-auto grid size-7 place-items-center rounded-control text-text-3 opacity-0 hover:bg-raised hover:text-text focus-visible:opacity-100 group-hover:opacity-100 folded:hidden"
        >
          <PanelLeftClose aria-hidden="true" className="size-4" />
        </button>
      </div>
      {[undefined, 'Inventory' as const].map((group) => (
        <div key={group ?? 'pages'}>
          {group !== undefined && (
            <p className="mt-3 mb-1 px-2 font-medium text-text-3 text-xs folded:mx-2 folded:border-line folded:border-t">
              <span className="folded:sr-only">{group}</span>
            </p>
          )}
          <ul aria-label={group} className="grid">
            {DESTINATIONS.filter((destination) => destination.group === group).map((destination) => (
              <li key={destination.href}>
                <RailLink
                  destination={destination}
                  href={scoped(destination.href)}
                  prefetch={group === undefined ? prefetch : false}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <div className="-mx-2 mt-auto grid gap-0.5 border-line border-t px-2 py-2">
        {folded && (
          <Tooltip content="Unfold the menu · [" side="right">
            <button
              type="button"
              aria-label="Unfold the menu"
              onClick={() => fold(false)}
              className="grid h-7 w-full place-items-center rounded-control text-text-3 hover:bg-raised hover:text-text max-[1000px]:hidden"
            >
              <PanelLeftOpen aria-hidden="true" className="size-4" />
            </button>
          </Tooltip>
        )}
        <SourceStates />
        <UserMenu />
      </div>
    </nav>
  );
}

interface RailLinkProps {
  readonly destination: Destination;
  readonly href: string;
  readonly prefetch: 'auto' | false;
}

function RailLink({ destination, href, prefetch }: RailLinkProps) {
  const current = isWithin(usePathname(), destination);
  const { icon: Icon, label } = destination;
  return (
    <Link
      href={href as Route}
      prefetch={prefetch}
      aria-current={current ? 'page' : undefined}
      title={label}
      className={`flex h-8 items-center gap-2.5 rounded-control px-2 font-medium -outline-offset-2 folded:justify-center ${
        current ? 'bg-accent-wash text-accent' : 'text-text-2 hover:bg-raised hover:text-text'
      }`}
    >
      <Icon aria-hidden="true" className="size-4" strokeWidth={1.75} />
      <span className="folded:sr-only">{label}</span>
    </Link>
  );
}
