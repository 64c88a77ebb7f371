'use client';
/** What configuration and inventory know of a node: signs in words, replicas, hosts, labels, and the objects behind it. */
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { badgeIcon } from '@/components/graph/cards/badge-icon';
import { badgeName, cardBadges } from '@/components/graph/cards/node-badges';
import { useScopedHref } from '@/components/shell/scope';
import type { GraphNode } from '@/lib/graph/contract';
import type { NodeFacts } from '@/lib/graph/node-facts';
import { Nothing, Section } from './parts';

const ALL_BADGES = { badges: true, outOfMesh: true } as const;

export function FactsSection({ node }: { readonly node: GraphNode }) {
  const { facts } = node;
  const badges = cardBadges(node, ALL_BADGES);
  if (facts === null && badges.length === 0) return null;
  return (
    <Section id="facts" title="What is known of it">
      {facts?.outOfMesh === true && (
        <Nothing>
          It should be in the mesh, but its pods have no proxy, so only what others say of it is known. Label
          its namespace or its pods for injection (or for ambient mode) and restart them.
        </Nothing>
      )}
      {facts?.dead === true && (
        <Nothing>Nothing is behind it any more: no object of its name, or no replicas.</Nothing>
      )}
      {badges.length > 0 && (
        <ul aria-label="Signs">
          {badges.map((badge) => {
            const Icon = badgeIcon(badge.kind);
            return (
              <li key={badge.kind} className="flex h-[26px] items-center gap-2 border-line border-t text-xs">
                <Icon
                  aria-hidden="true"
                  className={badge.active ? 'size-3.5 text-degraded' : 'size-3.5 text-text-2'}
                />
                {badgeName(badge)}
              </li>
            );
          })}
        </ul>
      )}
      {facts !== null && <Facts facts={facts} host={node.host} />}
    </Section>
  );
}

function Facts({ facts, host }: { readonly facts: NodeFacts; readonly host: string | null }) {
  const { replicas, gateway, serviceEntry, workloadEntries, ruledBy, labels } = facts;
  return (
    <dl className="text-xs">
      {replicas !== null && (
        <Row term="Replicas">
          {replicas.ready === null
            ? `${replicas.desired} wanted`
            : `${replicas.ready} of ${replicas.desired} ready`}
        </Row>
      )}
      {facts.ambient === true && <Row term="Mode">ambient: ztunnel carries its traffic</Row>}
      {host !== null && <Row term="Host">{host}</Row>}
      {gateway !== null && gateway.hostnames.length > 0 && (
        <Row term="Hostnames">{gateway.hostnames.join(', ')}</Row>
      )}
      {serviceEntry !== null && (
        <Row term="Service entry">
          <ObjectLink
            group="networking.istio.io"
            kind="ServiceEntry"
            namespace={serviceEntry.namespace}
            name={serviceEntry.name}
          />
          <span className="block text-text-3">
            {serviceEntry.location === 'MESH_EXTERNAL' ? 'outside the mesh' : 'inside the mesh'}:{' '}
            {serviceEntry.hosts.join(', ')}
          </span>
        </Row>
      )}
      {workloadEntries.length > 0 && <Row term="Workload entries">{workloadEntries.join(', ')}</Row>}
      {ruledBy.map((object) => (
        <Row key={`${object.kind}/${object.namespace}/${object.name}`} term={object.kind}>
          <ObjectLink {...object} />
        </Row>
      ))}
      {Object.keys(labels).length > 0 && (
        <Row term="Labels">
          <span className="flex flex-wrap gap-1 py-1">
            {Object.entries(labels).map(([key, value]) => (
              <span key={key} className="rounded-tag bg-raised px-1 font-mono text-2xs text-text-2">
                {key}={value}
              </span>
            ))}
          </span>
        </Row>
      )}
    </dl>
  );
}

function Row({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-[26px] grid-cols-[104px_minmax(0,1fr)] items-center gap-2 border-line border-t py-0.5">
      <dt className="self-start pt-0.5 text-text-3">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

interface ObjectLinkProps {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

function ObjectLink({ group, kind, namespace, name }: ObjectLinkProps) {
  const scoped = useScopedHref();
  return (
    <Link
      href={scoped(`/config/${group}/${kind}/${namespace}/${name}`) as Route}
      className="text-accent hover:underline"
    >
      {namespace}/{name}
    </Link>
  );
}
