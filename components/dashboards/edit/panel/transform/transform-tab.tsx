'use client';
/** What is done with the answers of a panel before it shows them, step by step. */
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { usePutPanel } from '@/components/dashboards/edit/panel/use-put-panel';
import { ItemList } from '@/components/dashboards/edit/settings/item-list';
import { useRawFrames } from '@/components/dashboards/view/raw-frames';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import {
  newTransformation,
  TRANSFORMATION_KINDS,
  transformationSubject,
  transformationTitle,
} from '@/lib/dashboards/edit/new-transformation';
import type { AskingPanel } from '@/lib/dashboards/model/panel';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { namesBefore } from './names-before';
import { TransformationFields } from './transformation-fields';

const MOST_STEPS = 50;

export function TransformTab({ panel }: { readonly panel: AskingPanel }) {
  const put = usePutPanel(panel);
  const [open, setOpen] = useState<number | null>(null);
  const raw = useRawFrames(panel.id);
  const { transformations } = panel;
  const names = useMemo(() => namesBefore(raw, transformations, open ?? 0), [raw, transformations, open]);
  const add = (id: Transformation['id']) => {
    put({ transformations: [...transformations, newTransformation(id)] });
    setOpen(transformations.length);
  };
  return (
    <>
      <p className="border-line border-b px-4 py-2.5 text-text-3 text-xs">
        What is done with the answers before they are shown, from the first to the last.
      </p>
      <ItemList<Transformation>
        label="Transformations"
        items={transformations}
        titleOf={({ id }) => transformationTitle(id)}
        kindOf={transformationSubject}
        open={open}
        onOpen={setOpen}
        onItems={(next) => put({ transformations: next }, 'transformations')}
        form={(step, change) => <TransformationFields step={step} onStep={change} names={names} />}
      />
      <div className="px-4 py-3">
        <Menu
          align="start"
          className="max-h-96 w-80 overflow-y-auto"
          trigger={
            <Button disabled={transformations.length >= MOST_STEPS}>
              <Plus aria-hidden="true" />
              Transformation
            </Button>
          }
        >
          {TRANSFORMATION_KINDS.map(({ id, title, what }) => (
            <MenuItem key={id} hint={what} onSelect={() => add(id)}>
              {title}
            </MenuItem>
          ))}
        </Menu>
      </div>
    </>
  );
}
