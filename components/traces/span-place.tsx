'use client';
/** Where in the mesh a span was recorded, and which service it called; with the way to the graph. */
import { Route as RouteIcon, Waypoints } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { observedHref } from '@/components/config/try/links';
import { inventoryHref } from '@/components/inventory/links';
import { useScopedHref } from '@/components/shell/scope';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { Skeleton } from '@/components/ui/skeleton';
import { requestOfSpan } from '@/lib/insight/request-of-span';
import { inboundOf, meshIdentity } from '@/lib/traces/mesh-identity';
import type { Span } from '@/lib/traces/model/span';
import { graphHref } from './graph-link';
import type { TraceModel } from './trace-model';

const PROXY_WORDS = { sidecar: 'sidecar', gateway: 'gateway', waypoint: 'waypoint' } as const;

const MESH_PART = new DeferredPart(async () => (await import('./mesh/span-mesh')).SpanMesh);

export interface SpanPlaceProps {
  model: TraceModel;
  row: number;
  span: Span;
}

export function SpanPlace({ model, row, span }: SpanPlaceProps) {
  const scoped = useScopedHref();
  const { peer, proxy, called } = meshIdentity(span);
  const href = graphHref(peer);
  const Mesh = useDeferred(MESH_PART, true);
  if (href === null && called === null) return null;
  const received = inboundOf(span.attributes);
  const name = peer.workload ?? peer.app;
  const request = requestOfSpan(span);
  return (
    <section className="border-line border-t px-4 py-2">
      <h3 className="mb-1 flex items-center font-semibold text-xs leading-5">
        In the mesh
        <span className="ml-auto flex gap-4">
          {request !== null && (
            <Link
              href={scoped(observedHref(request)) as Route}
              className="link inline-flex h-6 items-center gap-1.5"
            >
              <RouteIcon aria-hidden="true" className="size-3.5" />
              Try this request
            </Link>
          )}
          {href !== null && (
            <Link href={scoped(href) as Route} className="link inline-flex h-6 items-center gap-1.5">
              <Waypoints aria-hidden="true" className="size-3.5" />
              Show on the graph
            </Link>
          )}
        </span>
      </h3>
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(84px,1fr))] rounded-control border border-line bg-canvas text-sm">
        {name !== null && (
          <Fact label="Workload">
            <PlaceLink
              kind={peer.workload === null ? 'applications' : 'workloads'}
              namespace={peer.namespace}
              name={name}
            />
            {proxy !== null && <span className="text-text-3"> {PROXY_WORDS[proxy]}</span>}
          </Fact>
        )}
        {peer.namespace !== null && <Fact label="Namespace">{peer.namespace}</Fact>}
        {peer.version !== null && <Fact label="Version">{peer.version}</Fact>}
        {called !== null && (
          <Fact label="Called">
            <PlaceLink kind="services" namespace={called.namespace} name={called.name ?? called.host} />
            {called.namespace !== null && <span className="text-text-3"> {called.namespace}</span>}
          </Fact>
        )}
        {called?.subset != null && <Fact label="Subset">{called.subset}</Fact>}
        {called?.port != null && <Fact label="Port">{called.port}</Fact>}
        {received !== null && (
          <Fact label="Received on">
            port {received.port ?? '–'}
            {received.host !== null && <span className="text-text-3"> {received.host}</span>}
          </Fact>
        )}
      </dl>
      {Mesh === null ? (
        <Skeleton className="mt-2 h-10 w-full" />
      ) : (
        <Mesh key={row} model={model} row={row} span={span} />
      )}
    </section>
  );
}

interface PlaceLinkProps {
  kind: 'applications' | 'services' | 'workloads';
  namespace: string | null;
  name: string | null;
}

/** A name that leads to its page where its namespace is known. */
function PlaceLink({ kind, namespace, name }: PlaceLinkProps) {
  const scoped = useScopedHref();
  if (namespace === null || name === null) return name;
  return (
    <Link href={scoped(inventoryHref(kind, { namespace, name })) as Route} className="hover:underline">
      {name}
    </Link>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0 px-2 pt-[3px] pb-1">
      <dt className="truncate text-2xs text-text-3 leading-[14px]">{label}</dt>
      <dd className="break-words font-medium text-xs">{children}</dd>
    </div>
  );
}
