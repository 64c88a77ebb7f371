'use client';
/** The state of each source at the foot of the rail; the reason and the age open beside it. */
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Clock, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { useAfterPicture } from '@/components/ui/first-picture';
import { Popover } from '@/components/ui/popover';
import { Quantity } from '@/components/ui/quantity';
import type { SourceState } from '@/lib/mesh/source-state';
import { SOURCE_NAMES, sourcesQuery } from './sources-query';
import { ageText } from './time-text';
import { useNow } from './time-zone';

type State = SourceState['state'];

const limitedView = new DeferredPart(async () => (await import('./limited-view')).LimitedView);

const LOOKS: Record<State, { word: string; text: string; Icon: LucideIcon }> = {
  ok: { word: 'answers', text: 'text-healthy', Icon: CircleCheck },
  slow: { word: 'slow', text: 'text-degraded', Icon: Clock },
  partial: { word: 'partial', text: 'text-degraded', Icon: TriangleAlert },
  down: { word: 'down', text: 'text-failing', Icon: OctagonAlert },
};

/** A healthy source is a quiet dot; trouble has a shape of its own. */
function StateMark({ state }: { state: State }) {
  const { Icon, text } = LOOKS[state];
  if (state === 'ok') {
    return (
      <span aria-hidden="true" className="grid size-3.5 place-items-center">
        <span className="size-2 rounded-full bg-healthy" />
      </span>
    );
  }
  return <Icon aria-hidden="true" className={`size-3.5 ${text}`} />;
}

export function SourceStates() {
  const { data, isError } = useQuery({ ...sourcesQuery, enabled: useAfterPicture() });
  if (data === undefined) {
    return isError ? (
      <p className="px-2 py-1 text-failing text-xs folded:hidden">Periplus does not answer</p>
    ) : null;
  }
  return (
    <>
      {data.namespaces !== null && <Limited namespaces={data.namespaces} />}
      <ul className="grid" aria-label="Sources">
        {data.sources.map((source) => (
          <li key={source.source}>
            <SourceLine source={source} stale={isError} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Few readers are limited: its script is fetched for those alone. */
function Limited({ namespaces }: { namespaces: readonly string[] }) {
  const View = useDeferred(limitedView, true);
  return View === null ? null : <View namespaces={namespaces} />;
}

function SourceLine({ source, stale }: { source: SourceState; stale: boolean }) {
  const name = SOURCE_NAMES[source.source];
  const look = LOOKS[source.state];
  return (
    <Popover
      label={name}
      side="right"
      align="end"
      className="w-80 p-3"
      trigger={
        <button
          type="button"
          aria-label={`${name}: ${look.word}`}
          title={`${name}: ${look.word}`}
          className={`flex h-6 w-full items-center gap-2 rounded-control px-2 text-left text-xs hover:bg-raised folded:justify-center ${stale ? 'opacity-60' : ''}`}
        >
          <StateMark state={source.state} />
          <span className="min-w-0 truncate text-text-2 folded:hidden">{name}</span>
          <span className="ml-0.5 min-w-0 truncate folded:hidden">
            {source.state === 'ok' ? (
              <Quantity value={source.latencyMs} unit="ms" className="text-text-3" />
            ) : (
              <span className={look.text}>{look.word}</span>
            )}
          </span>
        </button>
      }
    >
      <SourceDetails source={source} />
    </Popover>
  );
}

function SourceDetails({ source }: { source: SourceState }) {
  const now = useNow(1000);
  const look = LOOKS[source.state];
  return (
    <div className="grid gap-2 text-sm">
      <p className="flex items-center gap-2 font-semibold">
        <look.Icon aria-hidden="true" className={`size-4 ${look.text}`} />
        {SOURCE_NAMES[source.source]} <span className={`font-medium ${look.text}`}>{look.word}</span>
      </p>
      {source.reason !== null && <p className="break-words text-text-2">{source.reason}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
        <dt className="text-text-3">Answer time</dt>
        <dd>
          <Quantity value={source.latencyMs} unit="ms" note="median of its last calls" />
        </dd>
        <dt className="text-text-3">Last call</dt>
        <dd className="tabular-nums">
          {now === 0 ? '' : `${ageText(now - source.checkedAtSeconds * 1000)} ago`}
        </dd>
      </dl>
    </div>
  );
}
