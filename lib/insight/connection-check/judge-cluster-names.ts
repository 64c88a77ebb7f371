/** Whether the names of clusters are the same in the settings, at their control planes, and in metrics. Pure. */
import { checkOf, some } from './check';
import type { ConnectionCheck } from './contract';
import type { ClusterName } from './facts';

const check = checkOf('configuration');
const TITLE = 'Names of clusters agree';

/** `measured`: names that traffic carries; empty = there is none, or metrics do not answer. */
export function judgeClusterNames(
  names: readonly ClusterName[],
  measured: readonly string[],
): readonly ConnectionCheck[] {
  if (names.length === 0) return [];
  const wrong = names.flatMap((name) => otherwiseCalled(name) ?? unmeasured(name, measured) ?? []);
  if (wrong.length > 0) return wrong.map((one, at) => ({ ...one, id: `${one.id}-${at + 1}` }));
  const list = some(names.map(({ given, told }) => given ?? told ?? ''));
  const by = names.every(({ told }) => told !== null)
    ? names.length === 1
      ? 'its control plane calls it so'
      : 'their control planes call them so'
    : 'not every control plane tells its own';
  const traffic = measured.length === 0 ? '' : ', and metrics too';
  return [check('cluster-names', TITLE, 'good', `${list}: ${by}${traffic}.`)];
}

/** Pages join what is configured with what is measured by these names, so that a wrong one tells nothing of traffic. */
function otherwiseCalled({ given, told }: ClusterName): ConnectionCheck | null {
  if (given === null || told === null || given === told) return null;
  const found = `The settings call a cluster ${given} that calls itself ${told} (CLUSTER_ID of its istiod, which metrics carry).`;
  return check(
    'cluster-names',
    TITLE,
    'warning',
    found,
    `Name it ${told} in “clusters” of the settings file.`,
  );
}

function unmeasured({ given, told }: ClusterName, measured: readonly string[]): ConnectionCheck | null {
  const name = given ?? told;
  if (name === null || measured.length === 0 || measured.includes(name)) return null;
  const found = `No traffic carries source_cluster or destination_cluster="${name}"; there is ${some(measured)}.`;
  const mend =
    told === null
      ? 'Name it as CLUSTER_ID of its istiod does, or look whether its proxies are scraped.'
      : 'Look whether its proxies are scraped into this Prometheus, and whether scraping keeps these labels.';
  return check('cluster-names', TITLE, 'warning', found, mend);
}
