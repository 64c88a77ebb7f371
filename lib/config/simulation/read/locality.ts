/** Where pods run and how that counts: `localityLbSetting`, and the labels that place a pod. */
import type { LocalityPolicy } from '@/lib/config/simulation/outcome';
import { type Fields, fieldsAt, fieldsListAt, textAt, textMapAt, textsAt } from './fields';

/** Of a DestinationRule or the MeshConfig; null where nothing is written. */
export function readLocalityPolicy(setting: Fields | null): LocalityPolicy | null {
  if (setting === null) return null;
  const distribute = fieldsListAt(setting, 'distribute').map((entry) => ({
    from: textAt(entry, 'from') ?? '',
    to: Object.fromEntries(
      Object.entries(fieldsAt(entry, 'to')).filter(
        (share): share is [string, number] => typeof share[1] === 'number',
      ),
    ),
  }));
  const failover = fieldsListAt(setting, 'failover').map((entry) => ({
    from: textAt(entry, 'from') ?? '',
    to: textAt(entry, 'to') ?? '',
  }));
  const failoverPriority = textsAt(setting, 'failoverPriority');
  const kind =
    distribute.length > 0
      ? 'distribute'
      : failoverPriority.length > 0
        ? 'priority'
        : failover.length > 0
          ? 'failover'
          : 'near-first';
  return { enabled: setting.enabled !== false, kind, distribute, failover, failoverPriority };
}

const REGION = 'topology.kubernetes.io/region';
const ZONE = 'topology.kubernetes.io/zone';
const SUB_ZONE = 'topology.istio.io/subzone';

/**
 * Where pods run as far as they say it themselves: the label `istio-locality`, else topology labels, else the nodes
 * that their `nodeSelector` wants. Null = the node decides, which is no part of the configuration.
 */
export function podLocality(labels: Readonly<Record<string, string>>, podSpec: Fields): string | null {
  const written = labels['istio-locality'];
  // A label cannot hold slashes; Istio takes dots for them where there is none.
  if (written !== undefined) return written.includes('/') ? written : written.replaceAll('.', '/');
  const wanted = { ...textMapAt(podSpec, 'nodeSelector'), ...labels };
  const region = wanted[REGION];
  if (region === undefined) return null;
  return [region, wanted[ZONE], wanted[SUB_ZONE]].filter((part) => part !== undefined).join('/');
}
