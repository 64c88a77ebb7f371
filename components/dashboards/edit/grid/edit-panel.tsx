'use client';
/** A panel in the edit mode: as it is drawn, with handles to move and resize it, and what can be done with it. */
import { Copy, GripVertical, MoreVertical, Pencil, Table2, Trash2 } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import { PanelCard } from '@/components/dashboards/view/panel-card';
import { classNames } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { duplicatePanel, movePanelToEnd, removePanel } from '@/lib/dashboards/edit/change';
import type { Panel } from '@/lib/dashboards/model/panel';
import { type CellSize, panelSize } from './grid-metrics';
import { placeText, useSteps } from './panel-steps';
import type { PanelDrag, PanelDragging } from './use-panel-drag';

export interface EditPanelProps {
  readonly panel: Panel;
  /** Index of its section. */
  readonly section: number;
  readonly cell: CellSize;
  /** Of this panel; null = it rests. */
  readonly drag: PanelDrag | null;
  readonly grab: PanelDragging['grab'];
}

/** Drawn anew only when it changes itself: others are moved beside it. */
const Card = memo(PanelCard);

export function EditPanel({ panel, section, cell, drag, grab }: EditPanelProps) {
  const { selected, select } = useEditorView();
  // Not asked and drawn at every size on the way.
  const { width, height } = panelSize(drag?.kind === 'resize' ? drag.from : panel.place, cell);
  const name = panel.title === '' ? `Panel ${panel.id}` : panel.title;
  const at = { id: panel.id, section, place: panel.place };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the keyboard has the grip and the pencil
    <div
      className={classNames(
        'group/edit @container h-full overflow-hidden rounded-card [&_header]:cursor-grab',
        selected === panel.id && 'outline-2 outline-accent',
        drag !== null && 'opacity-80 shadow-overlay',
      )}
      onPointerDown={(event) => {
        const { target } = event;
        const isHead = target instanceof Element && target.closest('header') !== null;
        if (isHead && target.closest('button') === null) grab(event, { kind: 'move', ...at });
      }}
      onDoubleClick={(event) => {
        if (event.target instanceof Element && event.target.closest('header') !== null) select(panel.id);
      }}
    >
      <Card panel={panel} width={width} height={height} />
      <div className="absolute top-0.5 right-0.5 flex rounded-control bg-surface opacity-0 focus-within:opacity-100 group-hover/edit:opacity-100 @min-[220px]:opacity-100">
        <Grip panel={panel} name={name} onGrab={(event) => grab(event, { kind: 'move', ...at })} />
        <IconButton
          label={`Edit ${name}`}
          active={selected === panel.id}
          onClick={() => select(selected === panel.id ? null : panel.id)}
        >
          <Pencil aria-hidden="true" />
        </IconButton>
        <EditMenu panel={panel} name={name} section={section} />
      </div>
      <ResizeHandle onGrab={(event) => grab(event, { kind: 'resize', ...at })} />
      {drag !== null && (
        <p className="absolute bottom-1 left-1 rounded-tag bg-raised px-1.5 text-2xs text-text-2 tabular-nums">
          {panel.place.w} × {panel.place.h}
        </p>
      )}
    </div>
  );
}

type OnGrab = (event: React.PointerEvent<HTMLElement>) => void;

function Grip({
  panel,
  name,
  onGrab,
}: {
  readonly panel: Panel;
  readonly name: string;
  readonly onGrab: OnGrab;
}) {
  const steps = useSteps();
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (steps.takeFocus(panel.id)) ref.current?.focus();
  });
  return (
    <IconButton
      ref={ref}
      label={`Move ${name}`}
      shortcut="arrows move, Shift and arrows resize"
      aria-description={placeText(panel.place)}
      onPointerDown={onGrab}
      onKeyDown={(event) => steps.onKey(event, panel.id)}
      className="cursor-grab touch-none"
    >
      <GripVertical aria-hidden="true" />
    </IconButton>
  );
}

/** For the pointer; the keyboard resizes at the grip. */
function ResizeHandle({ onGrab }: { readonly onGrab: OnGrab }) {
  return (
    <div
      aria-hidden="true"
      data-resize=""
      onPointerDown={onGrab}
      className="absolute right-0 bottom-0 grid size-6 cursor-nwse-resize touch-none place-items-end p-1"
    >
      <span className="size-2.5 border-control border-r-2 border-b-2 group-hover/edit:border-accent" />
    </div>
  );
}

function EditMenu({
  panel,
  name,
  section,
}: {
  readonly panel: Panel;
  readonly name: string;
  readonly section: number;
}) {
  const { apply, dashboard } = useEditorView();
  const { inspect } = useDashboard();
  const others = dashboard.sections.map(({ title }, at) => ({ at, title: title ?? 'Above the rows' }));
  return (
    <Menu
      align="end"
      className="w-56"
      trigger={
        <IconButton label={`More about ${name}`}>
          <MoreVertical aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuItem icon={<Copy aria-hidden="true" />} onSelect={() => apply(duplicatePanel(panel.id))}>
        Duplicate
      </MenuItem>
      <MenuItem icon={<Table2 aria-hidden="true" />} onSelect={() => inspect(panel.id)}>
        Inspect
      </MenuItem>
      {others.length > 1 && <MenuLabel>Move to the row</MenuLabel>}
      {others
        .filter(({ at }) => at !== section)
        .map(({ at, title }) => (
          <MenuItem key={at} onSelect={() => apply(movePanelToEnd(panel.id, at))}>
            {title}
          </MenuItem>
        ))}
      <MenuSeparator />
      <MenuItem danger icon={<Trash2 aria-hidden="true" />} onSelect={() => apply(removePanel(panel.id))}>
        Remove
      </MenuItem>
    </Menu>
  );
}
