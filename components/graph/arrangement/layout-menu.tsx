'use client';
/** How the picture is arranged: layout, direction, what was dragged, and the view as a file. */
import { ArrowDown, ArrowRight, ChevronDown, FileDown, FileUp, RotateCcw, Undo2, Wand2 } from 'lucide-react';
import { useRef } from 'react';
import type { Arrangement } from '@/components/graph/use-layout';
import type { GraphView } from '@/components/graph/view-state';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLabel, MenuRadioGroup, MenuSeparator } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import { layoutNames } from '@/lib/graph/layout/names';
import { LAYOUT_HINTS, LAYOUT_NAMES } from './layout-names';

export interface LayoutMenuProps {
  readonly arrangement: Arrangement;
  readonly view: Pick<GraphView, 'layout' | 'direction'>;
  readonly onChange: (change: Partial<GraphView>) => void;
}

const LAYOUTS = layoutNames.map((value) => ({
  value,
  label: LAYOUT_NAMES[value],
  hint: LAYOUT_HINTS[value],
}));

const DIRECTIONS = [
  { value: 'right', label: <Direction icon={ArrowRight} word="Left to right" /> },
  { value: 'down', label: <Direction icon={ArrowDown} word="Top down" /> },
] as const;

export function LayoutMenu({ arrangement, view, onChange }: LayoutMenuProps) {
  const file = useRef<HTMLInputElement>(null);
  const toast = useToast();
  const { positions, undoMove } = arrangement;
  const save = async () => (await import('./view-files')).saveView(arrangement, toast);
  const load = async (chosen: File) => (await import('./view-files')).loadView(chosen, toast);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button>
            <span className="font-normal text-text-3 max-2xl:sr-only">Layout</span>
            {LAYOUT_NAMES[view.layout]}
            <ChevronDown aria-hidden="true" className="text-text-3" />
          </Button>
        }
      >
        <MenuLabel>Layout</MenuLabel>
        <MenuRadioGroup
          value={view.layout}
          onValueChange={(layout) => onChange({ layout })}
          options={LAYOUTS}
        />
        <MenuSeparator />
        <MenuLabel>Calls lead</MenuLabel>
        <MenuRadioGroup
          value={view.direction}
          onValueChange={(direction) => onChange({ direction })}
          options={DIRECTIONS}
        />
        <MenuSeparator />
        <MenuItem icon={<Wand2 />} onSelect={arrangement.arrangeAgain}>
          Arrange again
        </MenuItem>
        <MenuItem icon={<Undo2 />} disabled={undoMove === null} onSelect={() => undoMove?.()}>
          Undo the last drag
        </MenuItem>
        <MenuItem
          icon={<RotateCcw />}
          disabled={positions.size === 0}
          hint={positions.size === 0 ? 'none dragged' : `${positions.size} dragged`}
          onSelect={arrangement.resetPositions}
        >
          Reset positions
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<FileDown />} onSelect={() => void save()}>
          Save view as a file
        </MenuItem>
        <MenuItem icon={<FileUp />} onSelect={() => file.current?.click()}>
          Load a view file
        </MenuItem>
      </Menu>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        aria-label="View file"
        className="hidden"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen !== undefined) void load(chosen);
          // The same file can be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
    </>
  );
}

function Direction({ icon: Icon, word }: { readonly icon: typeof ArrowRight; readonly word: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon aria-hidden="true" className="size-3.5 text-text-3" />
      {word}
    </span>
  );
}
