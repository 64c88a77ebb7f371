'use client';
/** Workloads under their namespaces: what new pods get, what running ones have, and why. */
import { CircleDashed, CircleHelp, Layers, PackageCheck, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { namespaceHref, workloadHref } from '@/components/config/effective/query';
import { Prose } from '@/components/config/prose';
import { useScopedHref } from '@/components/shell/scope';
import { Tag } from '@/components/ui/pill';
import { objectKey } from '@/lib/config/identity';
import type { NamespaceAnswer, PlannedAnswer, WorkloadAnswer } from '@/lib/config/injection/contract';

export interface InjectionTableProps {
  namespaces: readonly NamespaceAnswer[];
  podsKnown: boolean;
}

export function InjectionTable({ namespaces, podsKnown }: InjectionTableProps) {
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <thead className="sticky top-0 z-1 bg-surface text-left text-text-3 text-xs shadow-[inset_0_-1px_var(--line)]">
        <tr>
          <HeaderCell className="w-[25%] pl-4">Workload</HeaderCell>
          <HeaderCell className="w-[14%]">New pods get</HeaderCell>
          <HeaderCell className="w-[14%]">Running pods have</HeaderCell>
          <HeaderCell>Why</HeaderCell>
        </tr>
      </thead>
      {namespaces.map((namespace) => (
        <tbody key={namespace.name}>
          <NamespaceRow namespace={namespace} />
          {namespace.workloads.map((workload) => (
            <WorkloadRow key={objectKey(workload.id)} workload={workload} podsKnown={podsKnown} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function HeaderCell({ className = '', children }: { className?: string; children: string }) {
  return (
    <th scope="col" className={`h-8 px-3 font-medium ${className}`}>
      {children}
    </th>
  );
}

function NamespaceRow({ namespace }: { namespace: NamespaceAnswer }) {
  const scoped = useScopedHref();
  const labels = Object.entries(namespace.labels ?? {});
  return (
    <tr className="border-line border-b bg-canvas">
      <th scope="rowgroup" className="h-9 px-3 pl-4 text-left font-semibold">
        <Link
          href={scoped(namespaceHref(namespace.name)) as '/config/effective'}
          prefetch={false}
          title="Everything that acts on it"
          className="hover:text-accent"
        >
          {namespace.name}
        </Link>
        <span className="ml-2 font-normal text-text-3 text-xs">
          {namespace.workloads.length} {namespace.workloads.length === 1 ? 'workload' : 'workloads'}
        </span>
      </th>
      <td className="px-3">
        <Planned planned={namespace.planned} />
      </td>
      <td />
      <td className="px-3">
        {labels.length > 0 ? (
          <span className="flex flex-wrap gap-1 py-1">
            {labels.map(([name, value]) => (
              <Tag key={name} className="font-mono">
                {name}={value}
              </Tag>
            ))}
          </span>
        ) : (
          <span className="text-text-3">
            {namespace.labels === null ? 'The namespace itself is not known.' : 'No label asks for a proxy.'}
          </span>
        )}
      </td>
    </tr>
  );
}

function WorkloadRow({ workload, podsKnown }: { workload: WorkloadAnswer; podsKnown: boolean }) {
  const { id, planned, problem } = workload;
  const scoped = useScopedHref();
  return (
    <tr className="border-line border-b align-top hover:bg-raised">
      <th scope="row" className="px-3 py-1.5 pl-8 text-left font-medium">
        <Link
          href={scoped(workloadHref(id)) as '/config/effective'}
          prefetch={false}
          title="Everything that acts on it"
          className="hover:text-accent"
        >
          {id.name}
        </Link>{' '}
        <span className="font-normal text-text-3 text-xs">{id.kind}</span>
      </th>
      <td className="px-3 py-1.5">
        <Planned planned={planned} />
      </td>
      <td className="px-3 py-1.5">
        <Running workload={workload} podsKnown={podsKnown} />
      </td>
      <td className="px-3 py-1.5 text-pretty text-text-2">
        {problem !== null && (
          <span className="mb-0.5 flex gap-1.5 font-medium text-degraded">
            <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
            {problem}
          </span>
        )}
        <Prose text={planned.reason.text} />
      </td>
    </tr>
  );
}

const KINDS = {
  sidecar: { icon: PackageCheck, word: 'Sidecar', tone: 'text-healthy' },
  ambient: { icon: Layers, word: 'Ambient', tone: 'text-accent' },
  none: { icon: CircleDashed, word: 'No proxy', tone: 'text-idle' },
  unknown: { icon: CircleHelp, word: 'Not known', tone: 'text-text-3' },
} as const;

function Planned({ planned }: { planned: PlannedAnswer }) {
  const { icon: Icon, word, tone } = KINDS[planned.kind];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-text-2">
      <Icon aria-hidden="true" className={`size-3.5 ${tone}`} />
      {planned.isGateway ? 'Gateway proxy' : word}
      {planned.revision !== null && planned.revision !== 'default' && <Tag>{planned.revision}</Tag>}
    </span>
  );
}

function Running({ workload: { pods }, podsKnown }: { workload: WorkloadAnswer; podsKnown: boolean }) {
  if (pods === null) {
    const why = podsKnown ? 'None of its pods runs.' : 'The source holds no pods.';
    return (
      <span className="text-text-3" title={why}>
        –
      </span>
    );
  }
  const total = pods.sidecar + pods.ambient + pods.none;
  const parts = (['sidecar', 'ambient', 'none'] as const)
    .filter((kind) => pods[kind] > 0)
    .map((kind) => `${pods[kind]} ${KINDS[kind].word.toLowerCase()}`);
  return (
    <span className="tabular-nums" title={`${total} ${total === 1 ? 'pod' : 'pods'}`}>
      {parts.join(', ')}
    </span>
  );
}
