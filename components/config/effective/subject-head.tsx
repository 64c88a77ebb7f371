'use client';
/** What the page is about: its name, how it takes part in the mesh, its labels, and where it is seen elsewhere. */
import { Box, CircleDashed, DoorOpen, Layers, type LucideIcon, PackageCheck, Workflow } from 'lucide-react';
import Link from 'next/link';
import { KindIcon } from '@/components/config/kind-icon';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { Pill, Tag } from '@/components/ui/pill';
import type { EffectiveAnswer } from '@/lib/config/effective/contract';
import { objectHref } from '@/lib/config/identity';
import { namespaceHref } from './query';

type Subject = EffectiveAnswer['subject'];

const PLANES: Readonly<Record<string, { readonly Icon: LucideIcon; readonly words: string }>> = {
  sidecar: { Icon: PackageCheck, words: 'sidecar' },
  ambient: { Icon: Layers, words: 'ambient mode' },
  gateway: { Icon: DoorOpen, words: 'gateway' },
  waypoint: { Icon: DoorOpen, words: 'waypoint' },
  none: { Icon: CircleDashed, words: 'no proxy' },
};

export function SubjectHead({ subject }: { subject: Subject }) {
  const scoped = useScopedHref();
  const isWorkload = subject.kind === 'workload';
  const id = isWorkload ? subject.id : { group: '', kind: 'Namespace', namespace: null, name: subject.name };
  const labels = Object.entries(subject.labels ?? {});
  return (
    <header className="border-line border-b bg-surface px-6 py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <KindIcon kind={id.kind} className="size-5 text-text-3" />
        <h1 className="font-semibold text-lg">{id.name}</h1>
        <span className="text-sm text-text-2">
          {id.kind}
          {isWorkload && (
            <>
              {' in '}
              <Link
                href={scoped(namespaceHref(subject.id.namespace ?? '')) as '/config'}
                className="link"
                prefetch={false}
              >
                {subject.id.namespace}
              </Link>
            </>
          )}
        </span>
        {isWorkload ? <Plane plane={subject.plane} /> : <Members subject={subject} />}
        <span className="ml-auto flex gap-2">
          <Button asChild size="sm">
            <Link href={scoped(objectHref(id)) as '/config'} prefetch={false}>
              <Box aria-hidden="true" />
              Its object
            </Link>
          </Button>
          <Button asChild size="sm">
            <Link href={scoped(graphHref(subject)) as '/graph'} prefetch={false}>
              <Workflow aria-hidden="true" />
              On the graph
            </Link>
          </Button>
        </span>
      </div>
      {labels.length > 0 && (
        <div className="mt-2 flex flex-wrap gap-1">
          {labels.map(([name, value]) => (
            <Tag key={name} className="font-mono">
              {name}={value}
            </Tag>
          ))}
          {isWorkload && subject.serviceAccount !== null && (
            <Tag title="Its identity when it calls others">account {subject.serviceAccount}</Tag>
          )}
        </div>
      )}
    </header>
  );
}

function Plane({ plane }: { plane: string }) {
  const { Icon, words } = PLANES[plane] ?? { Icon: CircleDashed, words: plane };
  return (
    <Pill>
      <Icon aria-hidden="true" />
      {words}
    </Pill>
  );
}

function Members({ subject }: { subject: Extract<Subject, { kind: 'namespace' }> }) {
  const counts = Map.groupBy(subject.workloads, ({ plane }) => plane);
  return [...counts].map(([plane, members]) => {
    const { Icon, words } = PLANES[plane] ?? { Icon: CircleDashed, words: plane };
    return (
      <Pill key={plane}>
        <Icon aria-hidden="true" />
        {members.length} with {words}
      </Pill>
    );
  });
}

function graphHref(subject: Subject): string {
  const asked: Record<string, string> =
    subject.kind === 'namespace'
      ? { namespaces: subject.name }
      : {
          type: 'workload',
          namespaces: subject.id.namespace ?? '',
          find: `workload = "${subject.id.name}"`,
        };
  return `/graph?${new URLSearchParams(asked)}`;
}
