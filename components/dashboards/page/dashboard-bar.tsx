'use client';
/** Above the panels: what is chosen, when, and what can be done with the dashboard. */
import { Download, Maximize, Minimize, MoreVertical, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useTimeZone } from '@/components/shell/time-zone';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { Pill } from '@/components/ui/pill';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { DashboardLinks } from './dashboard-links';
import { downloadDashboard } from './download-dashboard';
import { TimePicker } from './time-picker';
import { useAnnotationChoice } from './use-marks';
import type { PageView } from './use-view';
import { VariableBar } from './variable-bar';

export interface DashboardBarProps {
  readonly answer: DashboardAnswer;
  readonly page: PageView;
}

export function DashboardBar({ answer: { dashboard, notes }, page }: DashboardBarProps) {
  const [clock] = useTimeZone();
  const { timeState, view, zone, kiosk, setKiosk } = page;
  useEffect(() => {
    if (!kiosk) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && view.alone === null) setKiosk(false);
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  });
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-3 py-2">
      {kiosk && <h1 className="mr-2 font-semibold text-base">{dashboard.title}</h1>}
      <VariableBar variables={page.variables} />
      <DashboardLinks dashboard={dashboard} />
      {notes.length > 0 && (
        <Pill tone="degraded" title={notes.map(({ where, message }) => `${where}: ${message}`).join('\n')}>
          <TriangleAlert aria-hidden="true" className="size-3" />
          {notes.length} notes of the import
        </Pill>
      )}
      <span className="min-w-2 flex-1" />
      {page.isTimeBroken && (
        <span role="alert" className="text-degraded text-xs">
          "{timeState.time.from} – {timeState.time.to}" is no time; this is the last hour.
        </span>
      )}
      <TimePicker
        time={timeState.time}
        window={view.plan.window}
        zone={zone}
        clock={clock}
        onChange={timeState.set}
      />
      {kiosk ? (
        <Button onClick={() => setKiosk(false)}>
          <Minimize aria-hidden="true" />
          Leave kiosk
        </Button>
      ) : (
        <BarMenu dashboard={dashboard} onKiosk={() => setKiosk(true)} />
      )}
    </div>
  );
}

function BarMenu({ dashboard, onKiosk }: { readonly dashboard: Dashboard; readonly onKiosk: () => void }) {
  const { on, toggle } = useAnnotationChoice(dashboard);
  const offered = dashboard.annotations.filter(({ hidden }) => !hidden);
  return (
    <Menu
      align="end"
      className="w-64"
      trigger={
        <IconButton label="More about this dashboard">
          <MoreVertical aria-hidden="true" />
        </IconButton>
      }
    >
      {offered.length > 0 && (
        <>
          <MenuLabel>Marks over the charts</MenuLabel>
          {offered.map(({ name }) => (
            <MenuCheckItem key={name} checked={on.has(name)} onCheckedChange={() => toggle(name)}>
              {name}
            </MenuCheckItem>
          ))}
          <MenuSeparator />
        </>
      )}
      <MenuItem
        icon={<Download aria-hidden="true" />}
        onSelect={() => void downloadDashboard(dashboard, 'ours')}
      >
        Export as JSON
      </MenuItem>
      <MenuItem
        icon={<Download aria-hidden="true" />}
        onSelect={() => void downloadDashboard(dashboard, 'grafana')}
      >
        Export in Grafana's form
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Maximize aria-hidden="true" />} hint="Esc leaves" onSelect={onKiosk}>
        Kiosk
      </MenuItem>
    </Menu>
  );
}
