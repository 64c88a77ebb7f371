'use client';
/** A row and the panels in it. */
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, MoreVertical, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Measured } from '@/components/charts/measured';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { GRID_GAP, GRID_ROW } from '@/components/dashboards/view/panel-grid';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { inputBase } from '@/components/ui/text-field';
import { moveSection, putSection, removeSection } from '@/lib/dashboards/edit/change';
import type { Section } from '@/lib/dashboards/model/dashboard';
import { GRID_COLUMNS } from '@/lib/dashboards/model/panel';
import { EditPanel } from './edit-panel';
import { cellSize, gridArea } from './grid-metrics';
import { shownRows } from './panel-steps';
import { type PanelDrag, type PanelDragging, SECTION_GRID } from './use-panel-drag';

export interface EditSectionProps {
  readonly section: Section;
  readonly at: number;
  readonly drag: PanelDrag | null;
  readonly grab: PanelDragging['grab'];
}

export function EditSection({ section, at, drag, grab }: EditSectionProps) {
  // What is folded for readers can be looked at here without changing that.
  const [open, setOpen] = useState(true);
  return (
    <div className="grid gap-2">
      {section.title !== null && (
        <SectionHead section={section} at={at} open={open} onOpen={setOpen} title={section.title} />
      )}
      {open && (section.title !== null || section.panels.length > 0) && (
        <SectionGrid section={section} at={at} drag={drag} grab={grab} />
      )}
    </div>
  );
}

function SectionGrid({ section: { panels }, at, drag, grab }: EditSectionProps) {
  const rows = shownRows(panels);
  return (
    <Measured height={rows * (GRID_ROW + GRID_GAP)}>
      {(width) => (
        <div
          {...{ [SECTION_GRID]: at }}
          className={`grid rounded-card ${panels.length === 0 ? 'border border-control border-dashed' : ''}`}
          style={{
            gap: GRID_GAP,
            gridTemplateColumns: `repeat(${GRID_COLUMNS}, minmax(0, 1fr))`,
            gridAutoRows: GRID_ROW,
            minHeight: rows * (GRID_ROW + GRID_GAP) - GRID_GAP,
          }}
        >
          {panels.length === 0 && (
            <p className="col-span-full row-span-2 grid place-items-center text-text-3 text-xs">
              Nothing stands in this row. Drag a panel here, or move one by the keyboard.
            </p>
          )}
          {panels.map((panel) => (
            <div
              key={panel.id}
              data-panel={panel.id}
              style={gridArea(panel.place)}
              className="relative min-w-0"
            >
              <EditPanel
                panel={panel}
                section={at}
                cell={cellSize(width)}
                drag={drag?.id === panel.id ? drag : null}
                grab={grab}
              />
            </div>
          ))}
        </div>
      )}
    </Measured>
  );
}

interface SectionHeadProps {
  readonly section: Section;
  readonly at: number;
  readonly title: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

function SectionHead({ section, at, title, open, onOpen }: SectionHeadProps) {
  const { apply } = useEditorView();
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <div className="flex items-center gap-1.5">
      <IconButton
        label={open ? `Fold ${title}` : `Unfold ${title}`}
        aria-expanded={open}
        onClick={() => onOpen(!open)}
      >
        <Icon aria-hidden="true" />
      </IconButton>
      <input
        aria-label="Title of the row"
        value={title}
        onChange={(event) => {
          const next = event.target.value;
          apply(putSection(at, { title: next }), `title of row ${at}`);
        }}
        className={`${inputBase} h-7 max-w-72 px-2 font-semibold text-sm`}
      />
      <SectionMenu section={section} at={at} title={title} />
      <span className="text-text-3 text-xs">
        {section.collapsed ? 'folded at first' : ''}
        {section.repeat === null ? '' : ` repeated for $${section.repeat}`}
      </span>
    </div>
  );
}

function SectionMenu({ section, at, title }: Pick<SectionHeadProps, 'section' | 'at' | 'title'>) {
  const { apply, dashboard } = useEditorView();
  const repeatable = dashboard.variables.filter((variable) => 'multi' in variable).map(({ name }) => name);
  return (
    <Menu
      align="start"
      className="w-64"
      trigger={
        <IconButton label={`More about the row ${title}`}>
          <MoreVertical aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuItem
        icon={<ArrowUp aria-hidden="true" />}
        disabled={dashboard.sections[at - 1]?.title == null}
        onSelect={() => apply(moveSection(at, -1))}
      >
        Move up
      </MenuItem>
      <MenuItem
        icon={<ArrowDown aria-hidden="true" />}
        disabled={dashboard.sections[at + 1] === undefined}
        onSelect={() => apply(moveSection(at, 1))}
      >
        Move down
      </MenuItem>
      <MenuCheckItem
        checked={section.collapsed}
        onCheckedChange={(collapsed) => apply(putSection(at, { collapsed }))}
      >
        Folded at first
      </MenuCheckItem>
      {repeatable.length > 0 && <MenuLabel>Repeat for each value of</MenuLabel>}
      {repeatable.map((name) => (
        <MenuCheckItem
          key={name}
          checked={section.repeat === name}
          onCheckedChange={(on) => apply(putSection(at, { repeat: on ? name : null }))}
        >
          ${name}
        </MenuCheckItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden="true" />} onSelect={() => apply(removeSection(at, 'keep-panels'))}>
        Remove the row, keep its panels
      </MenuItem>
      {section.panels.length > 0 && (
        <MenuItem
          danger
          icon={<Trash2 aria-hidden="true" />}
          onSelect={() => apply(removeSection(at, 'with-panels'))}
        >
          Remove the row and {section.panels.length === 1 ? 'its panel' : `${section.panels.length} panels`}
        </MenuItem>
      )}
    </Menu>
  );
}
