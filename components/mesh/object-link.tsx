'use client';
/** A link to the page of an object: its workload's for what runs, its configuration's otherwise. */
import type { Route } from 'next';
import Link from 'next/link';
import { inventoryHref } from '@/components/inventory/links';
import { configHref } from '@/components/shell/config-list-query';
import { useScopedHref } from '@/components/shell/scope';

interface Id {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** Only where objects of several clusters stand side by side. */
  readonly cluster?: string | undefined;
}

export function ObjectLink({ id }: { id: Id }) {
  const scoped = useScopedHref();
  const href = id.group === 'apps' ? inventoryHref('workloads', id) : configHref(id);
  return (
    <Link href={scoped(href) as Route} className="min-w-0 truncate font-medium hover:underline">
      {id.name}
      {id.namespace !== null && <span className="font-normal text-text-3"> {id.namespace}</span>}
      {id.cluster !== undefined && <span className="font-normal text-text-3"> · {id.cluster}</span>}
    </Link>
  );
}
