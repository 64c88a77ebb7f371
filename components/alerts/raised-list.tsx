'use client';
/** Alerts as a short list: which, how long, what they say, and the way to their rule. */
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { ageText } from '@/components/shell/time-text';
import { Pill } from '@/components/ui/pill';
import type { RaisedAlert } from '@/lib/insight/raised-alerts/contract';
import { AlertIcon } from './alert-icon';

/** More are on the page of alerts. */
const MOST_SHOWN = 6;

export function RaisedList({ alerts }: { readonly alerts: readonly RaisedAlert[] }) {
  const scoped = useScopedHref();
  const href = (name: string) => scoped(`/alerts?q=${encodeURIComponent(name)}&state=all`) as Route;
  return (
    <ul aria-label="Alerts" className="grid">
      {alerts.slice(0, MOST_SHOWN).map((alert) => (
        <li key={JSON.stringify(alert)} className="border-line border-t py-1.5 text-xs">
          <p className="flex min-h-6 items-center gap-1.5">
            <AlertIcon state={alert.state} className="size-3.5" />
            <Link
              href={href(alert.name)}
              prefetch={false}
              className="min-w-0 truncate font-medium text-accent hover:underline"
            >
              {alert.name}
            </Link>
            {alert.severity !== '' && <Pill>{alert.severity}</Pill>}
            <span className="ml-auto shrink-0 text-text-3 tabular-nums">
              {alert.state}
              {alert.sinceSeconds !== null &&
                ` for ${ageText(Date.now() - alert.sinceSeconds * 1000).replace(/ ago$/, '')}`}
            </span>
          </p>
          <p className="break-words text-text-2">
            {alert.caller !== null && <span className="text-text-3">called by {alert.caller.name}. </span>}
            {alert.summary}
          </p>
        </li>
      ))}
      {alerts.length > MOST_SHOWN && (
        <li className="border-line border-t py-1.5 text-text-3 text-xs">
          {alerts.length - MOST_SHOWN} more on the page of alerts.
        </li>
      )}
    </ul>
  );
}
