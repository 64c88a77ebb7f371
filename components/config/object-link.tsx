'use client';
/** An object as a link to its page, and to the line that is meant. */
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { objectHref, objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { KindIcon } from './kind-icon';

export interface ObjectLinkProps {
  id: ObjectId;
  line?: number | null;
  /** The namespace stands behind the name where it is not this one. */
  home?: string | null;
}

export function ObjectLink({ id, line = null, home = null }: ObjectLinkProps) {
  const scoped = useScopedHref();
  const href = scoped(
    line === null ? objectHref(id) : `${objectHref(id)}${id.cluster === undefined ? '?' : '&'}line=${line}`,
  );
  return (
    <Link
      href={href as '/config'}
      prefetch={false}
      title={objectName(id)}
      className="inline-flex min-h-6 min-w-0 max-w-full items-center gap-1.5 rounded-tag text-sm hover:text-accent"
    >
      <KindIcon kind={id.kind} className="size-3.5 shrink-0 text-text-3" />
      <span className="shrink-0 text-text-3">{id.kind}</span>
      <span className="min-w-0 truncate font-medium">
        {id.name}
        {id.namespace !== null && id.namespace !== home && (
          <span className="font-normal text-text-3">.{id.namespace}</span>
        )}
      </span>
    </Link>
  );
}
