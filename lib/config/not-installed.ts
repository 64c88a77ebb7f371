/** Kinds of the mesh that the cluster does not have, so that there can be no object of them. */
import { meshKind } from './kind-lookup';
import type { ConfigGap } from './store';

export interface InstallableKind {
  readonly group: string;
  readonly kind: string;
}

export function notInstalledKinds(gaps: readonly ConfigGap[] = []): readonly InstallableKind[] {
  return gaps
    .filter(({ reason }) => reason === 'not-installed')
    .flatMap(({ kinds }) => kinds)
    .filter(({ group, kind }) => meshKind(group, kind) !== null)
    .map(({ group, kind }) => ({ group, kind }));
}

export function isNotInstalled(kinds: readonly InstallableKind[], { group, kind }: InstallableKind): boolean {
  return kinds.some((one) => one.group === group && one.kind === kind);
}
