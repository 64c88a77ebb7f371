'use client';
/** What can be done with one panel. */
import { Maximize2, Minimize2, MoreVertical, Table2 } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { asksQueries, type Panel } from '@/lib/dashboards/model/panel';
import { useDashboard } from './dashboard-context';
import { PanelLinks } from './panel-links';

export function PanelMenu({ panel, title }: { readonly panel: Panel; readonly title: string }) {
  const { open, inspect, alone } = useDashboard();
  const isAlone = alone === panel.id;
  return (
    <Menu
      align="end"
      className="w-56"
      trigger={
        <IconButton
          label={`More about ${title === '' ? `panel ${panel.id}` : title}`}
          className="opacity-0 focus-visible:opacity-100 group-hover/panel:opacity-100 data-[state=open]:opacity-100"
        >
          <MoreVertical aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuItem
        icon={isAlone ? <Minimize2 aria-hidden="true" /> : <Maximize2 aria-hidden="true" />}
        onSelect={() => open(isAlone ? null : panel.id)}
      >
        {isAlone ? 'Back to the dashboard' : 'Full screen'}
      </MenuItem>
      <MenuItem icon={<Table2 aria-hidden="true" />} onSelect={() => inspect(panel.id)}>
        Inspect
      </MenuItem>
      {asksQueries(panel) && <PanelLinks panel={panel} />}
    </Menu>
  );
}
