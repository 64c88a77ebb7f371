'use client';
/** The kinds with how many objects each has under the rest of the filter; one or several can be chosen. */
import { classNames } from '@/components/ui/class-names';
import type { ConfigListEntry } from '@/lib/config/contract';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { type InstallableKind, isNotInstalled } from '@/lib/config/not-installed';
import { KindIcon } from './kind-icon';
import { kindKey } from './list-filter';
import type { ListState } from './list-state';

const GROUP_TITLES: Readonly<Record<string, string>> = {
  'networking.istio.io': 'Istio networking',
  'security.istio.io': 'Istio security',
  'telemetry.istio.io': 'Istio telemetry',
  'extensions.istio.io': 'Istio extensions',
  'gateway.networking.k8s.io': 'Gateway API',
};

export interface KindListProps {
  readonly entries: readonly ConfigListEntry[];
  readonly notInstalled: readonly InstallableKind[];
  readonly state: ListState;
}

export function KindList({ entries, notInstalled, state }: KindListProps) {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(kindKey(entry), (counts.get(kindKey(entry)) ?? 0) + 1);
  const groups = [...new Set(MESH_KIND_NAMES.map((kind) => kind.group))];
  const { kinds } = state.filter;
  return (
    <nav aria-label="Kinds" className="overflow-y-auto border-line border-r p-2">
      <KindButton
        label="All kinds"
        icon=""
        count={entries.length}
        chosen={kinds.length === 0}
        onChoose={() => state.setKinds([])}
      />
      {groups.map((group) => {
        const members = MESH_KIND_NAMES.filter((kind) => kind.group === group)
          .map(({ kind }) => ({ kind, key: `${group}/${kind}`, count: counts.get(`${group}/${kind}`) ?? 0 }))
          .filter(({ key, count }) => count > 0 || kinds.includes(key));
        if (members.length === 0) return null;
        return (
          <section key={group} aria-label={GROUP_TITLES[group] ?? group} className="mt-3">
            <h2 className="px-2 pb-1 font-medium text-2xs text-text-3">{GROUP_TITLES[group] ?? group}</h2>
            {members.map(({ kind, key, count }) => (
              <KindButton
                key={key}
                label={kind}
                icon={kind}
                count={count}
                chosen={kinds.includes(key)}
                onChoose={(several) => state.setKinds(toggled(kinds, key, several))}
              />
            ))}
          </section>
        );
      })}
      <NotInstalled kinds={notInstalled} />
    </nav>
  );
}

/** A group of which the cluster has nothing is named as a whole. */
function NotInstalled({ kinds }: { readonly kinds: readonly InstallableKind[] }) {
  if (kinds.length === 0) return null;
  const groups = [...new Set(kinds.map(({ group }) => group))];
  const names = groups.flatMap((group) => {
    const members = MESH_KIND_NAMES.filter((known) => known.group === group);
    const missing = members.filter((known) => isNotInstalled(kinds, known));
    const title = GROUP_TITLES[group];
    return title !== undefined && missing.length === members.length && members.length > 1
      ? [title]
      : missing.map(({ label }) => label);
  });
  return (
    <section aria-label="Not installed" className="mt-3 px-2">
      <h2 className="pb-1 font-medium text-2xs text-text-3">Not installed in the cluster</h2>
      <p className="text-pretty text-text-3 text-xs">{names.join(', ')}</p>
    </section>
  );
}

/** Chosen alone, or with Ctrl besides the others. The only chosen one again means all. */
function toggled(kinds: readonly string[], key: string, several: boolean): readonly string[] {
  if (!several) return kinds.length === 1 && kinds[0] === key ? [] : [key];
  return kinds.includes(key) ? kinds.filter((kind) => kind !== key) : [...kinds, key];
}

interface KindButtonProps {
  label: string;
  icon: string;
  count: number;
  chosen: boolean;
  onChoose: (several: boolean) => void;
}

function KindButton({ label, icon, count, chosen, onChoose }: KindButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={(event) => onChoose(event.ctrlKey || event.metaKey)}
      className={classNames(
        'flex h-7 w-full items-center gap-2 rounded-control px-2 text-left text-sm',
        chosen ? 'bg-accent-wash font-medium text-accent' : 'text-text-2 hover:bg-raised hover:text-text',
      )}
    >
      {icon !== '' && <KindIcon kind={icon} />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <span className={classNames('text-xs tabular-nums', chosen ? '' : 'text-text-3')}>{count}</span>
    </button>
  );
}
