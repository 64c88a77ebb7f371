'use client';
/** Texts that are not saved, to be put in place of what is stored. */
import { useQuery } from '@tanstack/react-query';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useSyncExternalStore } from 'react';
import { allDrafts, watchDrafts } from '@/components/config/drafts';
import { ObjectLink } from '@/components/config/object-link';
import { sessionQuery } from '@/components/shell/session';
import { Checkbox } from '@/components/ui/checkbox';
import { objectKey } from '@/lib/config/identity';
import type { Draft } from '@/lib/config/simulation/request-contract';

export interface DraftChoiceState {
  readonly all: readonly Draft[];
  /** Those that stand in for what is stored: all or none. */
  readonly chosen: readonly Draft[];
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

const NONE: readonly Draft[] = [];

export function useDraftChoice(): DraftChoiceState {
  const { data } = useQuery(sessionQuery);
  const user = data?.user ?? null;
  const [on, set] = useQueryState('unsaved', parseAsBoolean.withDefault(false));
  // As text, so that the same drafts are the same value.
  const text = useSyncExternalStore(
    watchDrafts,
    () =>
      user === null ? '[]' : JSON.stringify(allDrafts(user).map(({ id, text: own }) => ({ id, text: own }))),
    () => '[]',
  );
  const all = JSON.parse(text) as readonly Draft[];
  return { all, chosen: on ? all : NONE, on, set: (next) => void set(next) };
}

export function DraftChoice({ drafts }: { drafts: DraftChoiceState }) {
  if (drafts.all.length === 0) return null;
  return (
    <div className="mt-4 grid gap-2 rounded-card border border-line bg-canvas p-3">
      <Checkbox
        checked={drafts.on}
        onCheckedChange={drafts.set}
        label="With the text that is not saved"
        hint="It stands in place of what is stored."
      />
      <ul className="grid gap-1">
        {drafts.all.map(({ id }) => (
          <li key={objectKey(id)} className="flex min-w-0">
            <ObjectLink id={id} />
          </li>
        ))}
      </ul>
    </div>
  );
}
