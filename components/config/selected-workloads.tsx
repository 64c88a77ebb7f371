'use client';
/** Workloads that an object chooses by labels, with the pods that are asked for, each leading to all that acts on it. */
import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { Assessment } from '@/lib/config/contract';
import { objectKey } from '@/lib/config/identity';
import { workloadHref } from './effective/query';
import { KindIcon } from './kind-icon';

export interface SelectedWorkloadsProps {
  selects: NonNullable<Assessment['references']>['selects'];
}

export function SelectedWorkloads({ selects: { workloads, total, pods } }: SelectedWorkloadsProps) {
  const scoped = useScopedHref();
  if (total === 0) return null;
  return (
    <section aria-label="Selects" className="flex shrink-0 items-center gap-2">
      <span aria-hidden="true" className="mx-1 h-4 w-px shrink-0 bg-line" />
      <span className="text-text-3">Selects</span>
      <Menu
        trigger={
          <button
            type="button"
            className="inline-flex h-6 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-control border border-line bg-surface px-2 tabular-nums hover:bg-raised"
          >
            <Boxes aria-hidden="true" className="size-3.5 text-text-3" />
            {counted(total, 'workload')}, {counted(pods, 'pod')}
          </button>
        }
      >
        {workloads.map((workload) => (
          <MenuItem key={objectKey(workload.id)} asChild>
            <Link href={scoped(workloadHref(workload.id)) as '/config/effective'} prefetch={false}>
              <KindIcon kind={workload.id.kind} />
              {workload.id.name}
              <span className="text-text-3">
                {workload.id.namespace}, {counted(workload.pods, 'pod')}
              </span>
            </Link>
          </MenuItem>
        ))}
      </Menu>
    </section>
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
