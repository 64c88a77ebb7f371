'use client';
/** What one line says, field by field, and where it leads: its trace, its edge, the route that ruled it. */
import { Copy, GitBranch, Route, Waypoints, X } from 'lucide-react';
import Link from 'next/link';
import { observedHref } from '@/components/config/try/links';
import { useScopedHref } from '@/components/shell/scope';
import { instantText } from '@/components/shell/time-text';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { accessFacts } from '@/lib/insight/access-facts';
import type { MeshPod } from '@/lib/mesh/pod';
import type { ShownLine } from './log-store';

export interface LineDetailProps {
  readonly line: ShownLine;
  /** Null while the pods are not known. */
  readonly pod: Pick<MeshPod, 'namespace' | 'workload' | 'proxy' | 'name'> | null;
  readonly container: string;
  readonly zone: 'local' | 'utc';
  readonly onClose: () => void;
}

export function LineDetail({ line, pod, container, zone, onClose }: LineDetailProps) {
  const scoped = useScopedHref();
  const { access, ztunnel, traceId } = line;
  const told = access === null || pod === null ? null : accessFacts(access, pod);
  const requestId = access?.requestId ?? null;
  const trace =
    traceId !== null
      ? `/traces/${traceId}`
      : requestId !== null
        ? `/traces?${new URLSearchParams({ tags: `guid:x-request-id=${requestId}` })}`
        : null;
  const fields =
    told?.facts ?? line.fields.map(([name, value]) => ({ name, value, meaning: null as string | null }));
  const edge =
    pod === null
      ? null
      : `/graph?${new URLSearchParams({ namespaces: pod.namespace, find: told?.edge ?? `workload = ${pod.workload}` })}`;
  return (
    <section
      aria-label="The chosen line"
      className="flex max-h-[46%] shrink-0 flex-col border-line border-t bg-surface"
    >
      <header className="flex min-h-10 flex-wrap items-center gap-2 border-line border-b px-4 py-1.5">
        <h3 className="font-semibold text-sm">
          {access === null ? (ztunnel === null ? 'Line' : 'Connection') : 'Request'}
        </h3>
        <span className="text-text-3 text-xs">
          {line.timeMs === null ? '' : instantText(line.timeMs, zone)} · {pod?.name ?? ''} · {container}
        </span>
        <span className="ml-auto flex flex-wrap gap-2">
          {trace !== null && (
            <Button asChild>
              <Link href={scoped(trace) as '/traces'} prefetch={false}>
                <GitBranch aria-hidden="true" /> Trace
              </Link>
            </Button>
          )}
          {edge !== null && told !== null && (
            <Button asChild>
              <Link href={scoped(edge) as '/graph'} prefetch={false}>
                <Waypoints aria-hidden="true" /> On the graph
              </Link>
            </Button>
          )}
          {told?.request != null && (
            <Button asChild>
              <Link href={scoped(observedHref(told.request)) as '/config'} prefetch={false}>
                <Route aria-hidden="true" /> Its route
              </Link>
            </Button>
          )}
          <IconButton label="Copy the line" onClick={() => void navigator.clipboard.writeText(line.text)}>
            <Copy aria-hidden="true" />
          </IconButton>
          <IconButton label="Close" shortcut="Esc" onClick={onClose}>
            <X aria-hidden="true" />
          </IconButton>
        </span>
      </header>
      <div className="min-h-0 overflow-auto px-4 py-2">
        {fields.length === 0 ? (
          <pre className="whitespace-pre-wrap break-all font-mono text-xs">{line.text}</pre>
        ) : (
          <dl className="grid grid-cols-[repeat(auto-fill,minmax(340px,1fr))] gap-x-6 gap-y-1.5 text-xs">
            {fields.map(({ name, value, meaning }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and the list does not change
              <div key={`${name}${index}`} className="grid grid-cols-[112px_minmax(0,1fr)] gap-2">
                <dt className="truncate text-text-3" title={name}>
                  {name}
                </dt>
                <dd className="min-w-0">
                  <span className="break-all font-mono">{value}</span>
                  {meaning !== null && <span className="block text-text-2">{meaning}</span>}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </section>
  );
}
