'use client';
/** What lines, marks and icons mean: of this picture, counted. What it opens arrives after the page. */
import { Shapes } from 'lucide-react';
import { useState } from 'react';
import type { GraphElements } from '@/components/graph/elements';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { Popover } from '@/components/ui/popover';

const legendContent = new DeferredPart(async () => (await import('./legend-content')).LegendContent);

export function Legend({ elements }: { readonly elements: GraphElements }) {
  const [open, setOpen] = useState(false);
  const Content = useDeferred(legendContent, open);
  return (
    <Popover
      label="Legend"
      side="top"
      align="start"
      className="w-[460px] p-4"
      open={open && Content !== null}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Shapes aria-hidden="true" />
          Legend
        </Button>
      }
    >
      {Content !== null && <Content elements={elements} />}
    </Popover>
  );
}
