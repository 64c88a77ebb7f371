'use client';
/** Searches that this browser keeps under a name. */
import { Bookmark, BookmarkPlus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { LAST_SEARCH, readSearch, type SearchValues, searchParams } from '@/components/traces/search-state';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';
import { usePreference } from '@/components/ui/preference';
import { TextField } from '@/components/ui/text-field';

export interface SavedSearch {
  readonly name: string;
  /** As in the address. */
  readonly search: string;
}

const MOST = 30;
const SHOWN = 3;
const LONGEST_NAME = 60;

/** What storage holds may be anything. */
export function readSavedSearches(stored: string): SavedSearch[] {
  let read: unknown;
  try {
    read = JSON.parse(stored);
  } catch {
    return [];
  }
  if (!Array.isArray(read)) return [];
  return read
    .filter(
      (one): one is SavedSearch =>
        typeof one === 'object' &&
        one !== null &&
        typeof (one as SavedSearch).name === 'string' &&
        typeof (one as SavedSearch).search === 'string',
    )
    .slice(0, MOST);
}

export function SavedSearches({
  values,
  onSearch,
}: {
  readonly values: SearchValues;
  readonly onSearch: (values: SearchValues) => void;
}) {
  const [stored, store] = usePreference(`${LAST_SEARCH}.saved`, '[]');
  const saved = useMemo(() => readSavedSearches(stored), [stored]);
  const put = (next: readonly SavedSearch[]) => store(next.length === 0 ? null : JSON.stringify(next));
  const current = searchParams(values).toString();
  return (
    <div className="ml-auto flex min-w-0 items-center gap-1.5">
      {saved.slice(0, SHOWN).map(({ name, search }) => (
        <Button
          key={name}
          active={search === current}
          aria-pressed={search === current}
          title={decodeURIComponent(search.replaceAll('+', ' '))}
          onClick={() => onSearch(readSearch(search))}
          className="max-w-40"
        >
          {search === current && <Bookmark aria-hidden="true" />}
          <span className="truncate">{name}</span>
        </Button>
      ))}
      <Popover
        label="Saved searches"
        align="end"
        className="w-96 p-3"
        trigger={
          <IconButton label="Saved searches">
            <BookmarkPlus aria-hidden="true" />
          </IconButton>
        }
      >
        <Keep
          key={current}
          suggestion={values.q.trim().slice(0, 30) || values.service.join(', ').slice(0, 30)}
          onKeep={(name) =>
            put([{ name, search: current }, ...saved.filter((one) => one.name !== name)].slice(0, MOST))
          }
        />
        <ul className="mt-3 grid max-h-72 overflow-y-auto">
          {saved.map(({ name, search }) => (
            <li key={name} className="-ml-1.5 flex items-center rounded-tag hover:bg-raised">
              <button
                type="button"
                onClick={() => onSearch(readSearch(search))}
                className="grid min-w-0 flex-1 px-1.5 py-1 text-left"
              >
                <span className="truncate font-medium text-sm">{name}</span>
                <span className="truncate font-mono text-2xs text-text-3">
                  {decodeURIComponent(search.replaceAll('+', ' '))}
                </span>
              </button>
              <IconButton
                label={`Forget ${name}`}
                className="!size-6"
                onClick={() => put(saved.filter((one) => one.name !== name))}
              >
                <Trash2 aria-hidden="true" className="!size-3.5" />
              </IconButton>
            </li>
          ))}
        </ul>
        {saved.length === 0 && <p className="text-text-3 text-xs">None is kept in this browser yet.</p>}
      </Popover>
    </div>
  );
}

function Keep({
  suggestion,
  onKeep,
}: {
  readonly suggestion: string;
  readonly onKeep: (name: string) => void;
}) {
  const [name, setName] = useState(suggestion);
  const keep = () => {
    if (name.trim() !== '') onKeep(name.trim());
  };
  return (
    <div className="flex items-end gap-2">
      <TextField
        label="Keep this search as"
        size="sm"
        value={name}
        maxLength={LONGEST_NAME}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
        }}
        className="flex-1"
      />
      <Button onClick={keep} disabled={name.trim() === ''}>
        Keep
      </Button>
    </div>
  );
}
