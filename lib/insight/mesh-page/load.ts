/** `loadMeshPage`: what the mesh is made of, from a store's objects. */
import { injectionView } from '@/lib/config/injection/view';
import { meshConfigOf } from '@/lib/config/mesh-config/find-mesh-config';
import type { MeshConfig } from '@/lib/config/mesh-config/mesh-config';
import type { ConfigStore } from '@/lib/config/store';
import { readInventory } from '@/lib/inventory/inventory';
import type { InventoryWorkload } from '@/lib/inventory/workloads';
import { fieldsAt, fieldsListAt, textAt } from '@/lib/mesh/fields';
import type { MeshConfiguration, MeshPageAnswer } from './contract';
import { addOnsOf, networksOf, partsOf } from './mesh-parts';

/** Throws `Fault` where the store cannot be read. */
export async function loadMeshConfiguration(
  store: ConfigStore | null,
  signal?: AbortSignal,
): Promise<MeshPageAnswer['configuration']> {
  if (store === null) return null;
  const { objects } = await store.list(signal);
  const { workloads } = readInventory(objects);
  const { config, sources } = meshConfigOf(objects);
  const injection = injectionView(objects);
  const [from] = sources;
  return {
    controlPlanes: workloads.filter(isControlPlane).map(controlPlane),
    webhooks: injection.webhooks.map(({ name, revision, source }) => ({
      name,
      revision,
      id: source?.id ?? null,
    })),
    settings: settingsOf(config),
    settingsFrom: from === undefined ? null : { title: from.title, id: from.id },
    parts: [...partsOf(objects, workloads)],
    networks: networksOf(objects),
    addOns: addOnsOf(workloads),
    namespaces: grouped(injection.namespaces),
  };
}

function isControlPlane({ name, labels, kind }: InventoryWorkload): boolean {
  return kind === 'Deployment' && (labels.app === 'istiod' || /^istiod(-|$)/.test(name));
}

function controlPlane({
  id,
  labels,
  template,
  replicas,
}: InventoryWorkload): MeshConfiguration['controlPlanes'][number] {
  const [container] = fieldsListAt(fieldsAt(template ?? {}, 'spec'), 'containers');
  const image = textAt(container ?? {}, 'image') ?? '';
  return {
    id: { ...id },
    revision: labels['istio.io/rev'] ?? 'default',
    version: /:([^:/@]+)(@|$)/.exec(image)?.[1] ?? null,
    desired: replicas?.desired ?? null,
    ready: replicas?.ready ?? null,
  };
}

function settingsOf(config: MeshConfig): MeshConfiguration['settings'] {
  const selectors = config.discoverySelectors.length;
  return [
    { name: 'Trust domain', value: config.trustDomain },
    { name: 'Root namespace', value: config.rootNamespace },
    {
      name: 'Calls to unknown hosts',
      value: config.outboundPolicy,
    },
    { name: 'Automatic mutual TLS', value: config.enableAutoMtls ? 'on' : 'off' },
    { name: 'Least TLS version', value: config.minMutualTlsVersion ?? 'chosen by Istio' },
    { name: 'Discovery', value: selectors === 0 ? 'every namespace' : `${selectors} selectors` },
    { name: 'Access log', value: config.accessLogFile === '' ? 'off' : config.accessLogFile },
    { name: 'Path normalization', value: config.pathNormalization },
  ];
}

type Namespaces = ReturnType<typeof injectionView>['namespaces'];

function grouped(namespaces: Namespaces): MeshConfiguration['namespaces'] {
  const groups = new Map<string, MeshConfiguration['namespaces'][number]>();
  for (const { name, planned } of namespaces) {
    const { kind } = planned;
    const revision = planned.kind === 'sidecar' ? planned.revision : null;
    const key = `${kind}/${revision ?? ''}`;
    const group = groups.get(key) ?? { kind, revision, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.names.length - a.names.length);
}
