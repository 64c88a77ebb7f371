'use client';
/** Above the panels: what is chosen, when, and what can be done with the dashboard. */
import {
  Copy,
  Download,
  Maximize,
  Minimize,
  MoreVertical,
  Pencil,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useRemoveDashboard } from '@/components/dashboards/data/use-remove-dashboard';
import { useTimeZone } from '@/components/shell/time-zone';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { Pill } from '@/components/ui/pill';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { DashboardLinks } from './dashboard-links';
import { downloadDashboard } from './download-dashboard';
import { CopySlot } from './edit-slot';
import { TimePicker } from './time-picker';
import { useEditRights } from './use-edit-rights';
import { useAnnotationChoice } from './use-marks';
import type { PageView } from './use-view';
import { VariableBar } from './variable-bar';

export interface DashboardBarProps {
  readonly answer: DashboardAnswer;
  readonly page: PageView;
  /** null = the reader may not. */
  readonly onEdit: (() => void) | null;
}

export function DashboardBar({ answer, page, onEdit }: DashboardBarProps) {
  const { dashboard, notes } = answer;
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
        <>
          {onEdit !== null && (
            <Button onClick={onEdit}>
              <Pencil aria-hidden="true" />
              Edit
            </Button>
          )}
          <BarMenu answer={answer} onKiosk={() => setKiosk(true)} />
        </>
      )}
    </div>
  );
}

interface BarMenuProps {
  readonly answer: DashboardAnswer;
  readonly onKiosk: () => void;
}

function BarMenu({ answer, onKiosk }: BarMenuProps) {
  const { dashboard } = answer;
  const rights = useEditRights(answer);
  const remove = useRemoveDashboard();
  const router = useRouter();
  const [isCopying, setCopying] = useState(false);
  const onRemove = async () => {
    if (answer.version !== null && (await remove(dashboard, answer.version))) router.push('/dashboards');
  };
  return (
    <>
      <BarMenuItems
        dashboard={dashboard}
        onKiosk={onKiosk}
        onCopy={rights.copy ? () => setCopying(true) : null}
        onRemove={rights.edit ? () => void onRemove() : null}
      />
      {isCopying && <CopySlot dashboard={dashboard} onClose={() => setCopying(false)} />}
    </>
  );
}

interface BarMenuItemsProps {
  readonly dashboard: Dashboard;
  readonly onKiosk: () => void;
  readonly onCopy: (() => void) | null;
  readonly onRemove: (() => void) | null;
}

function BarMenuItems({ dashboard, onKiosk, onCopy, onRemove }: BarMenuItemsProps) {
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
      {onCopy !== null && (
        <MenuItem icon={<Copy aria-hidden="true" />} onSelect={onCopy}>
          Save a copy
        </MenuItem>
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
      {onRemove !== null && (
        <>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 aria-hidden="true" />} onSelect={onRemove}>
            Remove
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
