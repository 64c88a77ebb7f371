'use client';
/** One part of the configuration that acts: what comes of it, its objects in order, and those that are left out. */
import { ChevronRight, CircleCheck, CircleDashed, CircleDot } from 'lucide-react';
import { useId, useState } from 'react';
import { ObjectLink } from '@/components/config/object-link';
import { Prose } from '@/components/config/prose';
import { classNames } from '@/components/ui/class-names';
import type { EffectiveEntryAnswer, EffectiveSectionAnswer } from '@/lib/config/effective/contract';
import { objectKey } from '@/lib/config/identity';

export interface EffectiveSectionProps {
  section: EffectiveSectionAnswer;
  /** Namespace of what the page is about. */
  home: string;
}

export function EffectiveSection({ section, home }: EffectiveSectionProps) {
  const acting = section.entries.filter(({ state }) => state !== 'left-out');
  const left = section.entries.filter(({ state }) => state === 'left-out');
  return (
    <section
      id={section.key}
      aria-label={section.title}
      className="grid scroll-mt-4 grid-cols-[184px_minmax(0,1fr)] gap-x-6 border-line border-b px-6 py-4 last:border-b-0"
    >
      <h2 className="font-semibold text-sm">{section.title}</h2>
      <div className="grid min-w-0 gap-2">
        <p className="max-w-[80ch] text-pretty text-sm text-text-2">
          <Prose text={section.result} />
        </p>
        {acting.length > 0 && <EntryList entries={acting} home={home} numbered />}
        {left.length > 0 && <LeftOut entries={left} home={home} />}
      </div>
    </section>
  );
}

interface EntryListProps {
  entries: readonly EffectiveEntryAnswer[];
  home: string;
  numbered?: boolean;
}

function EntryList({ entries, home, numbered = false }: EntryListProps) {
  return (
    <ol className="grid divide-y divide-line rounded-card border border-line bg-surface">
      {entries.map((entry, index) => (
        // The order is the answer; the same object may stand here twice.
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of one fixed answer
        <Entry key={index} entry={entry} home={home} place={numbered ? index + 1 : null} />
      ))}
    </ol>
  );
}

const STATES = {
  applies: { Icon: CircleCheck, tone: 'text-healthy', word: 'Applies' },
  some: { Icon: CircleDot, tone: 'text-accent', word: 'Applies to some' },
  'left-out': { Icon: CircleDashed, tone: 'text-idle', word: 'Left out' },
} as const;

function Entry({ entry, home, place }: { entry: EffectiveEntryAnswer; home: string; place: number | null }) {
  const { Icon, tone, word } = STATES[entry.state];
  const { id, line, what, why } = entry;
  return (
    <li className="grid grid-cols-[20px_16px_minmax(0,1fr)_auto] items-start gap-x-2 px-3 py-1.5 text-sm">
      <span aria-hidden="true" className="pt-0.5 text-right text-text-3 text-xs leading-5 tabular-nums">
        {place ?? ''}
      </span>
      <Icon role="img" aria-label={word} className={classNames('mt-1 size-4', tone)} />
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-x-3">
          {id === null ? (
            <span className="font-medium">Istio’s default</span>
          ) : (
            <ObjectLink id={id} line={line} home={home} />
          )}
          {what !== '' && (
            <span className="min-w-0 truncate text-text-2" title={what}>
              {what}
            </span>
          )}
        </div>
        <p className="text-pretty text-text-2">
          <Prose text={why} />
        </p>
      </div>
      {line !== null && (
        <span className="pt-0.5 text-text-3 text-xs leading-5 tabular-nums">line {line}</span>
      )}
    </li>
  );
}

function LeftOut({ entries, home }: { entries: readonly EffectiveEntryAnswer[]; home: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const objects = new Set(entries.map((entry) => (entry.id === null ? '' : objectKey(entry.id)))).size;
  return (
    <div className="grid gap-2">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="-ml-1 inline-flex h-6 items-center gap-1 justify-self-start rounded-tag px-1 text-text-2 text-xs hover:text-text"
      >
        <ChevronRight
          aria-hidden="true"
          className={classNames(
            'size-3.5 transition-transform motion-reduce:transition-none',
            open && 'rotate-90',
          )}
        />
        {objects} left out
      </button>
      <div id={id} hidden={!open}>
        {open && <EntryList entries={entries} home={home} />}
      </div>
    </div>
  );
}
