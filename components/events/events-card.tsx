'use client';
/** What the cluster noted about an object of late; nothing where no cluster is connected. */
import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { ageText, instantText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { ProblemState } from '@/components/ui/problem-state';
import type { EventAnswer } from '@/lib/events/contract';
import type { EventSubject } from '@/lib/events/port';
import { eventsQuery } from './events-query';

/** Shown before somebody asks for the rest. */
const FIRST = 6;

export interface EventsCardProps {
  readonly about: EventSubject;
  /** Shows nothing rather than that there is nothing: for objects about which few controllers note anything. */
  readonly onlyIfAny?: boolean;
}

export function EventsCard({ about, onlyIfAny = false }: EventsCardProps) {
  const { data, error, refetch } = useQuery(eventsQuery(about));
  const [showsAll, setShowsAll] = useState(false);
  const listId = useId();
  if (error !== null) {
    if (onlyIfAny) return null;
    return (
      <Card aria-label="Events">
        <CardHeader title="Events" />
        <ProblemState problem={error} compact onRetry={() => void refetch()} className="px-3 pb-2" />
      </Card>
    );
  }
  if (data === undefined || data.because === '') return null;
  const { events, because, isCut } = data;
  if (events === null || events.length === 0) {
    if (onlyIfAny) return null;
    return (
      <Card aria-label="Events">
        <CardHeader title="Events" />
        <p className="text-pretty border-line border-t px-3 py-2 text-sm text-text-2">
          {because ?? 'The cluster keeps no event about it; most keep them for an hour.'}
        </p>
      </Card>
    );
  }
  const shown = showsAll ? events : events.slice(0, FIRST);
  return (
    <Card aria-label="Events">
      <CardHeader
        title="Events"
        note={isCut ? `the newest ${events.length}` : events.length}
        action={
          events.length > FIRST && (
            <Button
              variant="quiet"
              aria-expanded={showsAll}
              aria-controls={listId}
              onClick={() => setShowsAll(!showsAll)}
            >
              {showsAll ? 'Fewer' : `All ${events.length}`}
            </Button>
          )
        }
      />
      <ul id={listId}>
        {shown.map((event) => (
          <EventLine key={event.id} event={event} about={about} />
        ))}
      </ul>
    </Card>
  );
}

function EventLine({ event, about }: { readonly event: EventAnswer; readonly about: EventSubject }) {
  const [zone] = useTimeZone();
  const isWarning = event.type === 'Warning';
  const isOther = event.about.kind !== about.kind || event.about.name !== about.name;
  return (
    <li className="grid gap-0.5 border-line border-t px-3 py-1.5 text-sm">
      <p className="flex min-w-0 items-center gap-1.5">
        {isWarning && <TriangleAlert aria-label="Warning" className="size-3.5 shrink-0 text-degraded" />}
        <span className="font-medium">{event.reason}</span>
        {event.count > 1 && <span className="text-text-2 text-xs tabular-nums">× {event.count}</span>}
        <span className="ml-auto shrink-0 text-text-2 text-xs tabular-nums">
          {event.lastSeconds !== null && (
            <time
              dateTime={new Date(event.lastSeconds * 1000).toISOString()}
              title={instantText(event.lastSeconds * 1000, zone)}
            >
              {ageText(Date.now() - event.lastSeconds * 1000)} ago
            </time>
          )}
        </span>
      </p>
      <p className="text-pretty text-text-2 text-xs [overflow-wrap:anywhere]">{event.message}</p>
      <p className="truncate text-text-3 text-xs" title={`${event.about.kind} ${event.about.name}`}>
        {isOther && <span className="font-mono">{event.about.name}</span>}
        {isOther && event.from !== '' && ' · '}
        {event.from}
      </p>
    </li>
  );
}
