/**
 * What stands behind a Service in other clusters of its mesh. Istio takes Services of one name and namespace for one,
 * with the endpoints of all clusters
 * (https://istio.io/latest/docs/ops/configuration/traffic-management/multicluster/), so a control plane's own objects
 * do not tell what a subset chooses. It is told beside the fields of the Service's value, so that it goes wherever the
 * value goes; no text holds it, and Kubernetes has no such field.
 */
import { fieldsListAt, textAt, textMapAt } from '@/lib/mesh/fields';
import type { StoredObject } from './store';

export interface PodsElsewhere {
  readonly cluster: string;
  /** Labels of its pods, each set once; null = the cluster could not be read. */
  readonly labels: readonly Readonly<Record<string, string>>[] | null;
}

const FIELD = 'elsewhere';

/** The same Service with what other clusters have behind it. */
export function withPodsElsewhere(service: StoredObject, pods: readonly PodsElsewhere[]): StoredObject {
  const { id, apiVersion, version, value, origin } = service;
  const told = pods.map(({ cluster, labels }) => ({
    cluster,
    ...(labels === null ? {} : { sets: labels.map((set) => ({ labels: set })) }),
  }));
  return {
    id,
    apiVersion,
    version,
    origin,
    value: { ...value, [FIELD]: told },
    ...(service.isRendered === true && { isRendered: true as const }),
    get text() {
      return service.text;
    },
  };
}

/** Empty where its cluster is the only one, or none of the others has the Service. */
export function podsElsewhere({ value }: Pick<StoredObject, 'value'>): readonly PodsElsewhere[] {
  return fieldsListAt(value, FIELD).map((told) => ({
    cluster: textAt(told, 'cluster') ?? '',
    labels:
      told.sets === undefined ? null : fieldsListAt(told, 'sets').map((set) => textMapAt(set, 'labels')),
  }));
}
