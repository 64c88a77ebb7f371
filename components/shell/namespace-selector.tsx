'use client';
/** Which namespaces the page speaks about: searched, busiest first, applied together. */
import { useQuery } from '@tanstack/react-query';
import { Layers } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { useAfterPicture } from '@/components/ui/first-picture';
import { Popover } from '@/components/ui/popover';
import { scopeText } from './namespace-choices';
import { namespacesQuery } from './namespaces-query';
import { useScope } from './scope';

const namespacePicker = new DeferredPart(async () => (await import('./frame-parts')).NamespacePicker);

export function NamespaceSelector() {
  const scope = useScope();
  const [open, setOpen] = useState(false);
  const NamespacePicker = useDeferred(namespacePicker, open);
  // Only their number is shown here, and it costs the source as much as a graph.
  const { data } = useQuery({ ...namespacesQuery(scope), enabled: useAfterPicture() });
  const text = scopeText(scope.namespaces, data?.namespaces.length ?? null);
  return (
    <Popover
      label="Namespaces"
      open={open && NamespacePicker !== null}
      onOpenChange={setOpen}
      className="flex w-80 flex-col"
      trigger={
        <Button
          aria-label={`Namespaces: ${text.main} ${text.rest}`}
          className="min-w-0 shrink data-[state=open]:bg-raised"
        >
          <Layers aria-hidden="true" />
          <span className="min-w-0 max-w-56 truncate max-lg:hidden">{text.main}</span>
          {text.rest !== '' && <span className="font-normal text-text-3 max-lg:hidden">{text.rest}</span>}
        </Button>
      }
    >
      {NamespacePicker !== null && (
        <NamespacePicker
          chosen={scope.namespaces}
          onChoose={(namespaces) => {
            scope.set({ namespaces });
            setOpen(false);
          }}
        />
      )}
    </Popover>
  );
}
