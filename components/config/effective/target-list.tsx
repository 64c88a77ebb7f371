'use client';
/** Namespaces and their workloads, to choose what the page is about. */
import Link from 'next/link';
import { useState } from 'react';
import { KindIcon } from '@/components/config/kind-icon';
import { useScopedHref } from '@/components/shell/scope';
import { classNames } from '@/components/ui/class-names';
import { SearchField } from '@/components/ui/search-field';
import { objectKey } from '@/lib/config/identity';
import type { NamespaceAnswer } from '@/lib/config/injection/contract';
import { namespaceHref, workloadHref } from './query';
import { foundTargets } from './target-filter';

export interface TargetListProps {
  namespaces: readonly NamespaceAnswer[];
  /** Path and query of the page that is open, as the links are written. */
  current: string | null;
}

export function TargetList({ namespaces, current }: TargetListProps) {
  const [text, setText] = useState('');
  const shown = foundTargets(namespaces, text);
  return (
    <nav
      aria-label="Namespaces and workloads"
      className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)] border-line border-r bg-surface"
    >
      <div className="p-2">
        <SearchField label="Find a workload" value={text} onValueChange={setText} className="w-full" />
      </div>
      <div className="overflow-y-auto px-2 pb-2">
        {shown.length === 0 && <p className="px-2 py-3 text-sm text-text-2">Nothing has these words.</p>}
        {shown.map(({ name, workloads }) => (
          <section key={name} aria-label={name} className="mb-2">
            <TargetLink href={namespaceHref(name)} current={current} kind="Namespace" name={name} />
            <ul className="ml-3 border-line border-l pl-1">
              {workloads.map(({ id }) => (
                <li key={objectKey(id)}>
                  <TargetLink href={workloadHref(id)} current={current} kind={id.kind} name={id.name} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}

interface TargetLinkProps {
  href: string;
  current: string | null;
  kind: string;
  name: string;
}

function TargetLink({ href, current, kind, name }: TargetLinkProps) {
  const scoped = useScopedHref();
  const isCurrent = href === current;
  return (
    <Link
      href={scoped(href) as '/config'}
      prefetch={false}
      aria-current={isCurrent ? 'page' : undefined}
      title={`${kind} ${name}`}
      className={classNames(
        'flex h-7 items-center gap-2 rounded-control px-2 text-sm',
        isCurrent ? 'bg-accent-wash font-medium text-accent' : 'text-text-2 hover:bg-raised hover:text-text',
        kind === 'Namespace' && !isCurrent && 'font-semibold text-text',
      )}
    >
      {kind !== 'Namespace' && <KindIcon kind={kind} className="size-3.5 shrink-0" />}
      <span className="truncate">{name}</span>
    </Link>
  );
}
