/** The name that a cluster's own control plane has for it, which proxies put into metrics and traces. */
import { fieldsAt, fieldsListAt, isFields, textAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { readYaml } from '@/lib/config/yaml/read-yaml';

/** What istiod takes where nothing is set (https://istio.io/latest/docs/reference/commands/pilot-discovery/, CLUSTER_ID). */
const DEFAULT = 'Kubernetes';

/**
 * By the environment of istiod, or, in a cluster that another one's istiod serves, by the values that proxies are
 * injected with. null = neither is among the objects.
 */
export function clusterIdOf(objects: readonly StoredObject[]): string | null {
  const istiod = objects.find(isIstiod);
  if (istiod !== undefined) return environmentOf(istiod) ?? DEFAULT;
  for (const object of objects) {
    const name = isInjection(object) ? fromValues(object) : null;
    if (name !== null) return name;
  }
  return null;
}

function isIstiod({ id, value }: StoredObject): boolean {
  if (id.group !== 'apps' || id.kind !== 'Deployment') return false;
  return textAt(fieldsAt(fieldsAt(value, 'metadata'), 'labels'), 'app') === 'istiod';
}

function environmentOf({ value }: StoredObject): string | null {
  const template = fieldsAt(fieldsAt(fieldsAt(value, 'spec'), 'template'), 'spec');
  const set = fieldsListAt(template, 'containers')
    .flatMap((container) => fieldsListAt(container, 'env'))
    .find((variable) => textAt(variable, 'name') === 'CLUSTER_ID');
  return set === undefined ? null : notEmpty(textAt(set, 'value'));
}

function isInjection({ id }: StoredObject): boolean {
  return id.group === '' && id.kind === 'ConfigMap' && id.name.startsWith('istio-sidecar-injector');
}

function fromValues({ value }: StoredObject): string | null {
  const text = textAt(fieldsAt(value, 'data'), 'values');
  const reading = text === null ? null : readYaml(text);
  if (reading?.kind !== 'value' || !isFields(reading.value)) return null;
  const global = fieldsAt(reading.value, 'global');
  return notEmpty(textAt(fieldsAt(global, 'multiCluster'), 'clusterName'));
}

function notEmpty(text: string | null): string | null {
  return text === '' ? null : text;
}
