/** What is wrong with the settings file at the start, when there are no good settings yet to go on with. */
import 'server-only';
import { accessSync, constants, readFileSync } from 'node:fs';
import type { Mistake } from '@/lib/environment/setting';
import { settings } from '@/lib/environment/settings';
import type { ClusterEntry } from './clusters';
import { mistakeLines, readSettings } from './read-settings';

/** The mistake to refuse the start with, null when the file can be used. `hasCluster`: PERIPLUS_KUBERNETES names one. */
export function settingsFileMistake(
  file: string,
  { hasCluster }: { readonly hasCluster: boolean },
): Mistake | null {
  const reading = readSettings(readFileSync(file, 'utf8'));
  const mistakes =
    reading.kind === 'settings'
      ? clusterMistakes(reading.settings.clusters ?? [], hasCluster)
      : mistakeLines(reading.mistakes);
  if (mistakes.length === 0) return null;
  const lines = mistakes.map((line) => `\n      ${line}`);
  const { name, allowed } = settings.settingsFile;
  return { name, message: `names a file with mistakes:${lines.join('')}`, given: file, allowed };
}

/** What only the machine can tell of the list of clusters. */
function clusterMistakes(clusters: readonly ClusterEntry[], hasCluster: boolean): readonly string[] {
  if (clusters.length === 0) return [];
  if (!hasCluster)
    return ['clusters: they need the first one, which PERIPLUS_KUBERNETES or PERIPLUS_KUBECONFIG names.'];
  return clusters.flatMap(({ name, kubeconfig }) =>
    kubeconfig === undefined || isReadable(kubeconfig)
      ? []
      : [`clusters, ${name}: its kubeconfig ${kubeconfig} cannot be read.`],
  );
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
