'use client';
/** What happened between two moments: configuration, rollouts, incidents; which changes each explains, and why. */
import { Check, FileCog, Info, OctagonAlert, Rocket, X } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { clockLabel } from '@/components/charts/axis';
import { Nothing, Section } from '@/components/graph/panel/parts';
import { authorWords } from '@/components/graph/time/event-words';
import { useScopedHref } from '@/components/shell/scope';
import { spanOfText, withLocalInstants } from '@/components/shell/time-text';
import { useNow, useTimeZone } from '@/components/shell/time-zone';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import { objectHref } from '@/lib/config/identity';
import type { TimelineAnswer, TimelineEvent } from '@/lib/insight/timeline/contract';
import type { ExplainedEvent, Explanation } from '@/lib/insight/timeline/likely-cause';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { EventDiff } from './event-diff';

export interface EventsBetweenProps {
  readonly explanation: Explanation | null;
  readonly timeline: TimelineAnswer | undefined;
  readonly error: Error | null;
  readonly span: TimeWindow;
  /** From 1; 0 = not in the list. */
  readonly rankOf: (edgeId: string) => number;
}

const SHOWN_AT_FIRST = 12;

export function EventsBetween({ explanation, timeline, error, span, rankOf }: EventsBetweenProps) {
  const [all, setAll] = useState(false);
  const [zone] = useTimeZone();
  const now = useNow(60_000);
  // What fails all along happened neither between the moments nor at all.
  const events = (explanation?.events ?? []).filter(
    ({ event }) => event.kind !== 'incident' || !event.beganBefore,
  );
  // What explains something must not be folded away by what does not.
  const telling = events.filter(({ event, explains }) => explains.length > 0 || event.kind !== 'config');
  const shown = all || events.length <= SHOWN_AT_FIRST ? events : telling.slice(-SHOWN_AT_FIRST);
  return (
    <Section
      id="between"
      title="Between the two moments"
      note={spanOfText(span.fromSeconds * 1000, span.toSeconds * 1000, zone, now)}
      action={
        events.length > shown.length || all ? (
          <Button variant="quiet" className="text-accent" onClick={() => setAll(!all)}>
            {all ? 'Telling ones' : `All ${events.length} events`}
          </Button>
        ) : undefined
      }
    >
      {error !== null && <Nothing>What happened could not be read: {error.message}</Nothing>}
      {timeline === undefined && error === null && <Skeleton className="h-16 w-full" />}
      {timeline !== undefined && events.length === 0 && <Nothing>Nothing that is known of.</Nothing>}
      <ol>
        {shown.map((one) => (
          <Event
            key={one.event.id}
            one={one}
            isCause={one.event.id === explanation?.causeId}
            ranks={one.explains.map(rankOf).filter((rank) => rank > 0)}
          />
        ))}
      </ol>
      {timeline !== undefined && timeline.leftOut > 0 && (
        <Nothing>{timeline.leftOut} earlier events are left out.</Nothing>
      )}
      {timeline?.warnings.map(({ message }) => (
        <p key={message} className="flex items-start gap-1.5 py-1 text-text-3 text-xs">
          <Info aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          {withLocalInstants(message, zone)}
        </p>
      ))}
    </Section>
  );
}

interface EventProps {
  readonly one: ExplainedEvent;
  readonly isCause: boolean;
  readonly ranks: readonly number[];
}

function Event({ one: { event, checks }, isCause, ranks }: EventProps) {
  const [diff, setDiff] = useState(false);
  const hasDiff = event.kind === 'config' && event.diff !== null;
  return (
    <li
      className={classNames(
        'grid grid-cols-[56px_20px_minmax(0,1fr)] gap-x-2 border-line border-t py-1.5 text-xs',
        isCause && '-mx-2 rounded-control bg-accent-wash px-2',
      )}
    >
      <span className="text-text-2 tabular-nums" title={withinWords(event)}>
        {clockLabel(event.atSeconds, 0, true)}
      </span>
      <EventIcon event={event} />
      <div className="min-w-0">
        <p className="flex min-w-0 items-center gap-2">
          <EventTitle event={event} />
          {isCause && (
            <span className="shrink-0 rounded-full border border-control bg-surface px-1.5 text-2xs">
              likely cause
            </span>
          )}
          {ranks.length > 0 && (
            <span className="ml-auto shrink-0 text-text-3">explains {rankWords(ranks)}</span>
          )}
        </p>
        <p className="text-text-2">
          {[event.namespace, event.detail].filter(Boolean).join(' · ')}
          {authorWords(event)}
          {hasDiff && (
            <>
              {' · '}
              <button
                type="button"
                aria-expanded={diff}
                className="font-medium text-accent hover:underline"
                onClick={() => setDiff(!diff)}
              >
                {diff ? 'Hide diff' : 'Show diff'}
              </button>
            </>
          )}
        </p>
        {(isCause || ranks.length > 0) &&
          checks.map(({ holds, words }) => (
            <p key={words} className="mt-0.5 flex items-start gap-1.5 text-text-2">
              {holds ? (
                <Check aria-label="Yes:" className="mt-0.5 size-3 shrink-0 text-accent" strokeWidth={2.5} />
              ) : (
                <X aria-label="No:" className="mt-0.5 size-3 shrink-0 text-text-3" strokeWidth={2.5} />
              )}
              {words}
            </p>
          ))}
        {diff && event.kind === 'config' && event.diff !== null && <EventDiff diff={event.diff} />}
      </div>
    </li>
  );
}

function EventTitle({ event }: { readonly event: TimelineEvent }) {
  const scoped = useScopedHref();
  if (event.kind !== 'config' || event.change === 'removed')
    return <span className="truncate font-medium">{event.title}</span>;
  return (
    <Link
      href={scoped(objectHref(event.object)) as Route}
      // As high as what is pressed has to be, over the room above and below the line.
      className="-my-1 truncate py-1 font-medium leading-4 hover:text-accent hover:underline"
    >
      {event.title}
    </Link>
  );
}

function EventIcon({ event }: { readonly event: TimelineEvent }) {
  const Icon = event.kind === 'config' ? FileCog : event.kind === 'rollout' ? Rocket : OctagonAlert;
  return (
    <span
      className={classNames(
        'grid size-5 place-items-center rounded-full',
        event.kind === 'incident' ? 'bg-failing-wash text-failing' : 'bg-raised text-text-2',
      )}
    >
      <Icon aria-hidden="true" className="size-3" strokeWidth={2} />
    </span>
  );
}

function withinWords({ withinSeconds }: TimelineEvent): string {
  return withinSeconds === 0
    ? 'To the second'
    : `Seen then: it happened up to ${Math.round(withinSeconds)} s earlier`;
}

/** `1–4`, `6, 7`. */
function rankWords(ranks: readonly number[]): string {
  const sorted = [...ranks].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const rank of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && rank === last[1] + 1) last[1] = rank;
    else runs.push([rank, rank]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}
