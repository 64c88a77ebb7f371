'use client';
/** Above a dashboard that is being changed: what can be added, taken back, looked at and saved. */
import { Braces, Check, History, Plus, Redo2, Rows3, Settings2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { ageText } from '@/components/shell/time-text';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { Pill } from '@/components/ui/pill';
import { addPanel, addSection } from '@/lib/dashboards/edit/change';
import { NEW_PANEL_TYPES } from '@/lib/dashboards/edit/new-panel';
import { panelsOf } from '@/lib/dashboards/model/dashboard';
import { JsonDialog } from './dialogs/json-dialog';
import { SaveControls } from './dialogs/save-controls';
import { VersionsDialog } from './dialogs/versions-dialog';
import { useEditorView } from './editor-context';
import { SettingsDialog } from './settings/settings-dialog';

type Open = 'settings' | 'json' | 'versions' | null;

export function EditBar({ onDone }: { readonly onDone: () => void }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-line border-b bg-surface px-3 py-2">
      <AddMenu />
      <UndoButtons />
      <Button onClick={() => setOpen('settings')}>
        <Settings2 aria-hidden="true" />
        Settings
      </Button>
      <Button onClick={() => setOpen('json')}>
        <Braces aria-hidden="true" />
        JSON
      </Button>
      <Button onClick={() => setOpen('versions')}>
        <History aria-hidden="true" />
        Versions
      </Button>
      <span className="min-w-2 flex-1" />
      <StateOfDraft />
      <SaveControls />
      <Button onClick={onDone}>
        <Check aria-hidden="true" />
        Done
      </Button>
      {open === 'settings' && <SettingsDialog onClose={close} />}
      {open === 'json' && <JsonDialog onClose={close} />}
      {open === 'versions' && <VersionsDialog onClose={close} />}
    </div>
  );
}

function AddMenu() {
  const { apply, select, dashboard } = useEditorView();
  return (
    <Menu
      align="start"
      className="w-52"
      trigger={
        <Button variant="primary">
          <Plus aria-hidden="true" />
          Add
        </Button>
      }
    >
      <MenuLabel>Panel</MenuLabel>
      {NEW_PANEL_TYPES.map(([type, title]) => (
        <MenuItem
          key={type}
          onSelect={() => {
            apply(addPanel(type));
            select(1 + panelsOf(dashboard).reduce((most, { id }) => Math.max(most, id), 0));
          }}
        >
          {title}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={<Rows3 aria-hidden="true" />} onSelect={() => apply(addSection('New row'))}>
        Row
      </MenuItem>
    </Menu>
  );
}

function UndoButtons() {
  const { undo, redo, canUndo, canRedo } = useEditorView();
  return (
    <>
      <IconButton label="Undo" shortcut="Ctrl Z" disabled={!canUndo} onClick={undo}>
        <Undo2 aria-hidden="true" />
      </IconButton>
      <IconButton label="Redo" shortcut="Ctrl Shift Z" disabled={!canRedo} onClick={redo}>
        <Redo2 aria-hidden="true" />
      </IconButton>
    </>
  );
}

function StateOfDraft() {
  const { isChanged, foundAgain, isForgetful } = useEditorView();
  if (!isChanged) return <span className="text-text-3 text-xs">Nothing changed</span>;
  if (isForgetful) {
    return <Pill tone="degraded">Not saved, and this browser keeps no drafts: a reload loses it</Pill>;
  }
  return (
    <span className="text-text-2 text-xs">
      {foundAgain === null
        ? 'Not saved; kept in this browser'
        : `Not saved; last changed ${ageText(Date.now() - foundAgain)} ago`}
    </span>
  );
}
