/** Containers and labels of pods, whether the object is a pod or has a template of them. */
import { once } from '@/lib/config/analysis/readings';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface PodTemplate {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Fields;
  readonly metadataPath: ObjectPath;
  readonly specPath: ObjectPath;
}

export const podTemplate: (object: StoredObject) => PodTemplate = once((object) => {
  const isPod = object.id.kind === 'Pod';
  const template = isPod ? object.value : fieldsAt(fieldsAt(object.value, 'spec'), 'template');
  const path = isPod ? [] : ['spec', 'template'];
  const metadata = fieldsAt(template, 'metadata');
  return {
    labels: textMapAt(metadata, 'labels'),
    annotations: textMapAt(metadata, 'annotations'),
    spec: fieldsAt(template, 'spec'),
    metadataPath: [...path, 'metadata'],
    specPath: [...path, 'spec'],
  };
});

export interface Container {
  readonly name: string;
  readonly fields: Fields;
  readonly path: ObjectPath;
}

const known = new WeakMap<PodTemplate, readonly Container[]>();

/** Init containers too: a proxy may be one of them. */
export function containersOf(template: PodTemplate): readonly Container[] {
  const before = known.get(template);
  if (before !== undefined) return before;
  const { spec, specPath } = template;
  const containers = ['containers', 'initContainers'].flatMap((key) =>
    fieldsListAt(spec, key).map((fields, index) => ({
      name: textAt(fields, 'name') ?? '',
      fields,
      path: [...specPath, key, index],
    })),
  );
  known.set(template, containers);
  return containers;
}

/** A proxy beside an application; one that is a gateway or waypoint itself is none. */
export function hasSidecar(template: PodTemplate): boolean {
  const proxy = containersOf(template).find(({ name }) => name === 'istio-proxy');
  if (proxy === undefined || template.labels['gateway.networking.k8s.io/gateway-name'] !== undefined)
    return false;
  const args = textsAt(proxy.fields, 'args');
  return !args.includes('router') && !args.includes('waypoint');
}

export function hasProxy(template: PodTemplate): boolean {
  return containersOf(template).some(({ name }) => name === 'istio-proxy');
}
