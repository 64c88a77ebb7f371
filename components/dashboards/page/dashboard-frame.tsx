'use client';
/** A dashboard with all that its panels share: on a page of its own, and on the page of what it is about. */
import { LayoutDashboard } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { CursorProvider, CursorStore } from '@/components/dashboards/view/cursor';
import { DashboardProvider } from '@/components/dashboards/view/dashboard-context';
import { PanelGrid } from '@/components/dashboards/view/panel-grid';
import { classNames } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { panelsOf } from '@/lib/dashboards/model/dashboard';
import { InspectSlot } from './inspect-slot';
import { SinglePanel } from './single-panel';
import type { PageView } from './use-view';

export interface DashboardFrameProps {
  readonly page: PageView;
  /** What stands above the panels. */
  readonly bar: ReactNode;
  /** It has the page to itself: it scrolls below its bar, and can fill the whole screen. */
  readonly ownsPage: boolean;
}

export function DashboardFrame({ page, bar, ownsPage }: DashboardFrameProps) {
  const { view } = page;
  const fillsScreen = ownsPage && page.kiosk;
  const [cursor] = useState(() => new CursorStore());
  const panels = panelsOf(view.dashboard);
  const alone = view.alone === null ? undefined : panels.find(({ id }) => id === view.alone);
  return (
    <DashboardProvider value={view}>
      <CursorProvider value={cursor}>
        <div
          className={classNames(
            'grid grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]',
            fillsScreen ? 'fixed inset-0 z-30 bg-canvas' : 'h-full',
          )}
        >
          {bar}
          <div className={classNames('min-h-0', ownsPage && 'overflow-y-auto')}>
            {alone !== undefined ? (
              <SinglePanel panel={alone} />
            ) : panels.length === 0 ? (
              <EmptyState icon={<LayoutDashboard />} title="This dashboard has no panels" />
            ) : (
              <PanelGrid />
            )}
          </div>
        </div>
        <InspectSlot
          panel={panels.find(({ id }) => id === page.inspected) ?? null}
          onClose={() => view.inspect(null)}
        />
      </CursorProvider>
    </DashboardProvider>
  );
}
