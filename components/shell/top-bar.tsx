'use client';
/** The bar above every page: where one is, of which namespaces and time, how fresh, and the way to anything. */
import { ChevronRight, Search } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { Kbd } from '@/components/ui/kbd';
import { useFrameDialogs } from './frame-dialogs';
import { NamespaceSelector } from './namespace-selector';
import { PageBadgesSlot, usePageFacts } from './page';
import { RefreshControl } from './refresh-control';
import { useScopedHref } from './scope';
import { useSettings } from './settings';
import { StaleBadge } from './stale-badge';
import { TimeWindowPicker } from './time-window-picker';

export function TopBar() {
  const { without = [] } = usePageFacts();
  return (
    <header className="flex min-w-0 items-center gap-2 border-line border-b bg-surface px-4">
      <Title />
      <PageBadgesSlot />
      <StaleBadge />
      <span className="min-w-2 flex-1" />
      <ClusterChoice />
      {!without.includes('namespaces') && <NamespaceSelector />}
      {!without.includes('window') && <TimeWindowPicker />}
      {!without.includes('refresh') && <RefreshControl />}
      <PaletteButton />
    </header>
  );
}

const clusterPicker = new DeferredPart(async () => (await import('./frame-parts')).ClusterPicker);

/** Only configuration is about one cluster; everything else tells of the whole mesh. */
function ClusterChoice() {
  const { clusters } = useSettings();
  const isShown = usePathname().startsWith('/config') && clusters.length > 1;
  const ClusterPicker = useDeferred(clusterPicker, isShown);
  return isShown && ClusterPicker !== null ? <ClusterPicker /> : null;
}

function Title() {
  const { title, breadcrumb = [] } = usePageFacts();
  const scoped = useScopedHref();
  return (
    <div className="mr-1 flex min-w-0 items-center gap-1.5">
      {breadcrumb.length > 0 && (
        <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5">
          {breadcrumb.map((crumb) => (
            <span key={crumb.href} className="flex min-w-0 items-center gap-1.5">
              <Link
                href={scoped(crumb.href) as Route}
                className="truncate rounded-tag text-base text-text-2 hover:text-text hover:underline"
              >
                {crumb.label}
              </Link>
              <ChevronRight aria-hidden="true" className="size-3.5 text-text-3" />
            </span>
          ))}
        </nav>
      )}
      <h1 className="truncate font-semibold text-base" title={title}>
        {title}
      </h1>
    </div>
  );
}

function PaletteButton() {
  const { open } = useFrameDialogs();
  return (
    <Button onClick={() => open('palette')} aria-label="Go to…, Ctrl K">
      <Search aria-hidden="true" />
      <span className="font-normal text-text-3 max-lg:hidden">Go to…</span>
      <span className="max-lg:hidden">
        <Kbd>Ctrl K</Kbd>
      </span>
    </Button>
  );
}
