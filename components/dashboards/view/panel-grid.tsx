'use client';
/** Sections and their panels on a grid of 24 columns. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Measured } from '@/components/charts/measured';
import { GRID_COLUMNS, type Place } from '@/lib/dashboards/model/panel';
import { DashboardProvider, useDashboard, withChosen } from './dashboard-context';
import { PanelCard } from './panel-card';
import { type LaidPanel, type LaidSection, laidOut } from './repeat';

/** As Grafana draws a row of its grid. */
export const GRID_ROW = 30;
export const GRID_GAP = 8;

export function PanelGrid() {
  const { dashboard, plan } = useDashboard();
  const sections = useMemo(() => laidOut(dashboard.sections, plan.chosen), [dashboard.sections, plan.chosen]);
  return (
    <div className="grid gap-2 p-3">
      {sections.map((section) => (
        <SectionView key={section.key} section={section} />
      ))}
    </div>
  );
}

function SectionView({ section }: { readonly section: LaidSection }) {
  const [open, setOpen] = useState(!section.collapsed);
  if (section.title === null) return <Panels panels={section.panels} />;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <div className="grid gap-2">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-7 items-center gap-1.5 rounded-control pr-2 font-semibold text-sm hover:bg-raised"
        >
          <Icon aria-hidden="true" className="size-4 text-text-3" />
          {section.title}
          {!open && (
            <span className="font-normal text-text-3 text-xs">{panelCount(section.panels.length)}</span>
          )}
        </button>
      </h2>
      {open && <Panels panels={section.panels} />}
    </div>
  );
}

function panelCount(count: number): string {
  return count === 1 ? '1 panel' : `${count} panels`;
}

function Panels({ panels }: { readonly panels: readonly LaidPanel[] }) {
  const rows = Math.max(0, ...panels.map(({ place }) => place.y + place.h));
  if (panels.length === 0) return null;
  return (
    <Measured height={rows * (GRID_ROW + GRID_GAP)}>
      {(width) => (
        <div
          className="grid max-sm:block"
          style={{
            gap: GRID_GAP,
            gridTemplateColumns: `repeat(${GRID_COLUMNS}, minmax(0, 1fr))`,
            gridAutoRows: GRID_ROW,
          }}
        >
          {panels.map((panel) => (
            <div key={panel.key} style={gridArea(panel.place)} className="min-w-0">
              <Laid laid={panel} width={(width * panel.place.w) / GRID_COLUMNS} />
            </div>
          ))}
        </div>
      )}
    </Measured>
  );
}

function gridArea({ x, y, w, h }: Place) {
  return {
    gridColumn: `${x + 1} / span ${w}`,
    gridRow: `${y + 1} / span ${h}`,
    minHeight: h * (GRID_ROW + GRID_GAP) - GRID_GAP,
  };
}

/** A panel that is repeated sees its own value of the variable. */
function Laid({ laid, width }: { readonly laid: LaidPanel; readonly width: number }) {
  const view = useDashboard();
  const { chosen } = laid;
  const own = useMemo(
    () => chosen.reduce((known, { name, value }) => withChosen(known, name, value), view),
    [view, chosen],
  );
  const card = (
    <PanelCard panel={laid.panel} width={width} height={laid.place.h * (GRID_ROW + GRID_GAP) - GRID_GAP} />
  );
  return chosen.length === 0 ? card : <DashboardProvider value={own}>{card}</DashboardProvider>;
}
