'use client';
/** What the object refers to and what refers to it, as links; missing ones say so. */
import { CircleAlert, FileText } from 'lucide-react';
import Link from 'next/link';
import { memo, type ReactNode } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { Assessment, ReferenceAnswer } from '@/lib/config/contract';
import { objectHref, objectKey, objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { KindIcon } from './kind-icon';
import { RuledTraffic } from './ruled-traffic';
import { SelectedWorkloads } from './selected-workloads';

const CHIPS_AT_ONCE = 4;

export interface ReferencesBarProps {
  id: ObjectId;
  references: Assessment['references'] | undefined;
  /** File that holds the object; null = not stored yet. */
  origin: string | null;
  children?: ReactNode;
}

export function ReferencesBar({ id, references, origin, children }: ReferencesBarProps) {
  return (
    <div className="flex min-w-0 items-center gap-2 border-line border-b bg-canvas px-4 text-text-2 text-xs">
      <BothWays id={id} references={references} />
      {/* The name of the file is the first to give way: it stands in its title as well. */}
      {origin !== null && (
        <span
          className="ml-auto flex min-w-3.5 shrink-[999] items-center gap-1.5 text-text-3 max-lg:hidden"
          title={`Stored in ${origin}`}
        >
          <FileText aria-hidden="true" className="size-3.5 shrink-0" />
          <span className="min-w-0 max-w-56 truncate">{origin}</span>
        </span>
      )}
      <span className={`flex shrink-0 items-center gap-2 ${origin === null ? 'ml-auto' : 'max-lg:ml-auto'}`}>
        {children}
      </span>
    </div>
  );
}

/** Follows the server's answers, not each key. Moves sideways where a window is narrow; what stands in it takes the focus. */
const BothWays = memo(function BothWays({ id, references }: Pick<ReferencesBarProps, 'id' | 'references'>) {
  return (
    <div className="flex min-w-0 items-center gap-2 overflow-x-auto [scrollbar-width:none]">
      <ReferenceList title="References" references={references?.to ?? null} id={id} />
      <span aria-hidden="true" className="mx-1 h-4 w-px shrink-0 bg-line" />
      <ReferenceList title="Referenced by" references={references?.by ?? null} id={id} />
      {references != null && <SelectedWorkloads selects={references.selects} />}
      {references != null && <RuledTraffic rules={references.rules} />}
    </div>
  );
});

interface ReferenceListProps {
  title: string;
  /** Null while they are on the way, or the text does not parse. */
  references: readonly ReferenceAnswer[] | null;
  id: ObjectId;
}

function ReferenceList({ title, references, id }: ReferenceListProps) {
  const scoped = useScopedHref();
  const shown = references?.slice(0, CHIPS_AT_ONCE) ?? [];
  const rest = references?.slice(CHIPS_AT_ONCE) ?? [];
  return (
    <section aria-label={title} className="flex shrink-0 items-center gap-2">
      <span className="shrink-0 text-text-3">{title}</span>
      {references === null && <span title="Not known while the text does not parse">–</span>}
      {references?.length === 0 && <span>nothing</span>}
      {shown.map((reference) => (
        <ReferenceChip key={objectKey(reference.id)} reference={reference} from={id} />
      ))}
      {rest.length > 0 && (
        <Menu
          trigger={
            <button
              type="button"
              className="h-6 shrink-0 rounded-control border border-line bg-surface px-2 hover:bg-raised"
            >
              {rest.length} more
            </button>
          }
        >
          {rest.map((reference) => (
            <MenuItem key={objectKey(reference.id)} asChild>
              <Link href={scoped(objectHref(reference.id)) as '/config'} prefetch={false}>
                <KindIcon kind={reference.id.kind} />
                {objectName(reference.id)}
              </Link>
            </MenuItem>
          ))}
        </Menu>
      )}
    </section>
  );
}

function ReferenceChip({ reference, from }: { reference: ReferenceAnswer; from: ObjectId }) {
  const scoped = useScopedHref();
  const { id, exists } = reference;
  const elsewhere = id.namespace !== from.namespace && id.namespace !== null;
  const words = (
    <>
      <KindIcon kind={id.kind} className="size-3.5 text-text-3" />
      <span className="text-text-3">{id.kind}</span>
      <span className="max-w-40 truncate font-medium text-text">
        {id.name}
        {elsewhere && <span className="font-normal text-text-3">.{id.namespace}</span>}
      </span>
    </>
  );
  const shape = 'inline-flex h-6 min-w-0 items-center gap-1.5 rounded-control border px-2';
  if (!exists) {
    return (
      <span
        className={`${shape} border-degraded-line bg-degraded-wash`}
        title={`There is no ${objectName(id)}.`}
      >
        {words}
        <span className="inline-flex shrink-0 items-center gap-1 font-medium text-degraded">
          <CircleAlert aria-hidden="true" className="size-3" />
          missing
        </span>
      </span>
    );
  }
  return (
    <Link
      href={scoped(objectHref(id)) as '/config'}
      prefetch={false}
      title={objectName(id)}
      className={`${shape} border-line bg-surface hover:bg-raised`}
    >
      {words}
    </Link>
  );
}
