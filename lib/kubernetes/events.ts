/** Events of the cluster about one object, asked for when somebody looks; nothing of them is kept. */
import 'server-only';
import { belongsTo, makesOthers } from '@/lib/events/belongs-to';
import type { EventPort, EventSubject, ObjectEvent } from '@/lib/events/port';
import { Fault } from '@/lib/mesh/fault';
import type { KubernetesClient } from './client';
import { missingRight } from './missing-right';

const PAGE = 500;
/** Of one namespace at most; a namespace that writes more in an hour has something else to look at. */
const MOST_READ = 5_000;
/** Shown of one object. */
const MOST_SHOWN = 100;
/** Events about objects that belong to no namespace stand in this one (client-go: tools/record). */
const NAMESPACE_OF_NONE = 'default';

interface WireEvent {
  readonly metadata?: { readonly uid?: string; readonly name?: string; readonly creationTimestamp?: string };
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string } | null;
  readonly source?: { readonly component?: string; readonly host?: string };
  readonly reportingComponent?: string;
  readonly involvedObject?: { readonly kind?: string; readonly name?: string; readonly apiVersion?: string };
}

interface WireList {
  readonly items?: readonly WireEvent[];
  readonly metadata?: { readonly continue?: string };
}

export function kubernetesEvents(client: KubernetesClient): EventPort {
  return {
    async of(subject, signal) {
      try {
        const { read, isCut } = await readAll(client, subject, signal);
        const own = read.filter((event) => isAbout(subject, event)).map(eventOf);
        const sorted = own.sort((a, b) => (b.lastSeconds ?? 0) - (a.lastSeconds ?? 0));
        return { events: sorted.slice(0, MOST_SHOWN), isCut: isCut || sorted.length > MOST_SHOWN };
      } catch (error) {
        if (error instanceof Fault && error.code === 'forbidden')
          throw missingRight(error, 'events', 'list', 'periplus-viewer');
        throw error;
      }
    },
  };
}

async function readAll(
  client: KubernetesClient,
  subject: EventSubject,
  signal: AbortSignal | undefined,
): Promise<{ readonly read: readonly WireEvent[]; readonly isCut: boolean }> {
  const namespace = subject.namespace ?? NAMESPACE_OF_NONE;
  // The server finds one object's; those of the pods of a workload have many names.
  const fieldSelector = makesOthers(subject.kind)
    ? undefined
    : `involvedObject.kind=${subject.kind},involvedObject.name=${subject.name}`;
  const read: WireEvent[] = [];
  let next: string | undefined;
  do {
    const list = (await client.json({
      path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`,
      query: { limit: PAGE, fieldSelector, continue: next },
      signal,
    })) as WireList;
    read.push(...(list.items ?? []));
    next = list.metadata?.continue || undefined;
  } while (next !== undefined && read.length < MOST_READ);
  return { read, isCut: next !== undefined };
}

function isAbout(subject: EventSubject, { involvedObject }: WireEvent): boolean {
  const { kind = '', name = '', apiVersion = '' } = involvedObject ?? {};
  if (!belongsTo(subject, { kind, name })) return false;
  // Istio and the Gateway API both have a Gateway.
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return kind !== subject.kind || apiVersion === '' || group === subject.group;
}

function eventOf(event: WireEvent): ObjectEvent {
  const { metadata, involvedObject, series, source } = event;
  const first = secondsOf(event.firstTimestamp ?? event.eventTime ?? metadata?.creationTimestamp);
  const last = secondsOf(series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime);
  return {
    id: metadata?.uid ?? metadata?.name ?? '',
    type: event.type ?? 'Normal',
    reason: event.reason ?? '',
    message: event.message ?? '',
    count: series?.count ?? event.count ?? 1,
    firstSeconds: first,
    lastSeconds: last ?? first,
    from: [source?.component || event.reportingComponent, source?.host].filter(Boolean).join(' on '),
    about: { kind: involvedObject?.kind ?? '', name: involvedObject?.name ?? '' },
  };
}

function secondsOf(time: string | null | undefined): number | null {
  const ms = Date.parse(time ?? '');
  return Number.isNaN(ms) ? null : ms / 1000;
}
