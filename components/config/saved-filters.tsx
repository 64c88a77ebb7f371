'use client';
/** Filters of the list that this browser keeps under a name, to come back to. */
import { Bookmark, X } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';
import { TextField } from '@/components/ui/text-field';
import { filterOf, useSavedFilters, withFilter } from './saved-filter';

export function SavedFilters() {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const saved = useSavedFilters();
  const router = useRouter();
  const query = useSearchParams();
  const current = filterOf(query);
  const apply = (filter: string) => {
    router.replace(`/config?${withFilter(query, filter)}` as '/config');
    setOpen(false);
  };
  return (
    <Popover
      label="Saved filters"
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm">
          <Bookmark aria-hidden="true" />
          Saved
        </Button>
      }
    >
      <div className="grid w-72 gap-2 p-3">
        {saved.all.length === 0 ? (
          <p className="text-sm text-text-2">No filter is kept yet.</p>
        ) : (
          <ul className="grid max-h-64 overflow-y-auto">
            {saved.all.map((one) => (
              <li key={one.name} className="flex items-center gap-1">
                <button
                  type="button"
                  aria-pressed={one.filter === current}
                  onClick={() => apply(one.filter)}
                  className="h-8 min-w-0 flex-1 truncate rounded-control px-2 text-left text-sm hover:bg-raised aria-pressed:text-accent"
                >
                  {one.name}
                </button>
                <IconButton label={`Forget ${one.name}`} onClick={() => saved.forget(one.name)}>
                  <X aria-hidden="true" />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
        <form
          className="flex items-end gap-2 border-line border-t pt-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === '' || current === '') return;
            saved.save({ name: name.trim(), filter: current });
            setName('');
          }}
        >
          <TextField
            label="Keep the present filter as"
            size="sm"
            className="flex-1"
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.target.value)}
          />
          <Button size="sm" type="submit" disabled={name.trim() === '' || current === ''}>
            Keep
          </Button>
        </form>
        {current === '' && <p className="text-text-3 text-xs">Nothing is filtered at present.</p>}
      </div>
    </Popover>
  );
}
