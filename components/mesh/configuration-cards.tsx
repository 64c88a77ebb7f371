'use client';
/** The cards of the mesh page that are told by configuration. */
import type { Route } from 'next';
import Link from 'next/link';
import { configHref } from '@/components/shell/config-list-query';
import { useScopedHref } from '@/components/shell/scope';
import { Tag } from '@/components/ui/pill';
import type { MeshConfiguration } from '@/lib/insight/mesh-page/contract';
import { ObjectLink } from './object-link';
import { RowsCard } from './rows-card';

/** More would be a list of its own, which configuration has. */
const MOST_NAMES = 6;

export function ConfigurationCards({ mesh }: { mesh: MeshConfiguration }) {
  const scoped = useScopedHref();
  const from = mesh.settingsFrom;
  return (
    <>
      <RowsCard
        title="Revisions"
        note="control planes by their Deployments"
        nothing="No Deployment of istiod is known here."
        rows={mesh.controlPlanes.map(({ id, revision, version, desired, ready }) => ({
          key: configHref(id),
          left: (
            <>
              <ObjectLink id={id} /> <Tag>{revision}</Tag>
            </>
          ),
          right: `${version ?? 'version not told'} · ${readyText(ready, desired)}`,
        }))}
      />
      <RowsCard
        title="Injection webhooks"
        note="revisions and their tags"
        nothing="None is known here."
        rows={mesh.webhooks.map(({ name, revision, id }, at) => ({
          // Each cluster has webhooks of these names.
          key: `${name}/${at}`,
          left: id === null ? name : <ObjectLink id={id} />,
          right: revision,
        }))}
      />
      <RowsCard
        title="Namespaces"
        note="by their proxies"
        action={
          <Link href={scoped('/config/injection') as Route} className="text-accent hover:underline">
            Why
          </Link>
        }
        nothing="No namespace is known."
        rows={mesh.namespaces.map(({ kind, revision, names }) => ({
          key: `${kind}/${revision ?? ''}`,
          left: (
            <span title={names.join(', ')}>
              {names.slice(0, MOST_NAMES).join(', ')}
              {names.length > MOST_NAMES && ` and ${names.length - MOST_NAMES} more`}
            </span>
          ),
          right: kind === 'sidecar' && revision !== null ? `sidecar, ${revision}` : kind,
        }))}
      />
      <RowsCard
        title="Mesh settings"
        note={from === null ? 'Istio’s defaults: no MeshConfig was found' : from.title}
        nothing=""
        rows={mesh.settings.map(({ name, value }) => ({ key: name, left: name, right: value }))}
      />
      <RowsCard
        title="Gateways and node proxies"
        note={String(mesh.parts.length)}
        nothing="No gateway, waypoint, ztunnel or machine is known."
        rows={mesh.parts.map(({ kind, id, note }) => ({
          key: configHref(id),
          left: <ObjectLink id={id} />,
          right: note === '' ? kind : `${kind}, ${note}`,
        }))}
      />
      <RowsCard
        title="Add-ons"
        nothing="None is known by its name."
        rows={mesh.addOns.map(({ name, id }) => ({
          key: configHref(id),
          left: <ObjectLink id={id} />,
          right: name,
        }))}
      />
    </>
  );
}

/** A folder tells how many are wanted, and not how many there are. */
function readyText(ready: number | null, desired: number | null): string {
  if (desired === null) return 'replicas not told';
  return ready === null ? `${desired} wanted` : `${ready} of ${desired} ready`;
}
