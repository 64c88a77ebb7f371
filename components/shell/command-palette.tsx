'use client';
/** Ctrl-K: one box that leads to every page, namespace, service, workload and object, and to a few actions. */
import { Command } from 'cmdk';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { Dialog as Radix } from 'radix-ui';
import { useMemo, useState } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { useFrameDialogs } from './frame-dialogs';
import { type PaletteItem, traceItems, usePaletteItems } from './palette-items';
import { searchPalette } from './palette-search';
import { useScopedHref } from './scope';

export function CommandPalette() {
  const { shown, close } = useFrameDialogs();
  return (
    <Radix.Root
      open={shown === 'palette'}
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className="overlay-motion fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-xl overflow-hidden rounded-card border border-line bg-surface text-text shadow-overlay focus:outline-none"
        >
          <Radix.Title className="sr-only">Go to</Radix.Title>
          <Palette onDone={close} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Palette({ onDone }: { onDone: () => void }) {
  const router = useRouter();
  const [search, setSearch] = useState('');
  const { items, loading } = usePaletteItems();
  const scoped = useScopedHref();
  const groups = useMemo(
    () => searchPalette([...traceItems(search, scoped), ...items], search),
    [items, search, scoped],
  );
  const choose = (item: PaletteItem) => {
    onDone();
    if (item.act !== undefined) item.act();
    if (item.href !== undefined) router.push(item.href as Route);
  };
  return (
    <Command shouldFilter={false} loop label="Go to">
      <Command.Input
        autoFocus
        value={search}
        onValueChange={setSearch}
        placeholder="Go to a page, namespace, service, workload, object or trace id"
        className="h-12 w-full border-line border-b bg-transparent px-4 text-base outline-none"
      />
      <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-sm text-text-3">
          {loading ? 'Looking…' : `Nothing is called “${search}” in this window.`}
        </Command.Empty>
        {groups.map(({ group, entries }) => (
          <Command.Group
            key={group}
            heading={group}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-text-3"
          >
            {entries.map((item) => (
              <Command.Item
                key={item.id}
                value={item.id}
                onSelect={() => choose(item)}
                className="flex h-8 cursor-pointer items-center gap-2.5 rounded-control px-2 text-sm data-[selected=true]:bg-accent-wash"
              >
                <item.icon aria-hidden="true" className="size-4 text-text-3" strokeWidth={1.75} />
                <span className="min-w-0 truncate font-medium">{item.name}</span>
                <span className="min-w-0 truncate text-text-3 text-xs">{item.detail}</span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <footer className="flex items-center gap-4 border-line border-t px-3 py-2 text-2xs text-text-3">
        <span className="flex items-center gap-1">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> choose
        </span>
        <span className="flex items-center gap-1">
          <Kbd>Enter</Kbd> open
        </span>
        <span className="flex items-center gap-1">
          <Kbd>Esc</Kbd> close
        </span>
      </footer>
    </Command>
  );
}
