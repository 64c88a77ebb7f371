/**
 * One cluster as its control plane sees it beside others: its own objects, and the Services that only other clusters
 * have, since Istio takes Services of one name and namespace for one and calls them from anywhere
 * (https://istio.io/latest/docs/ops/configuration/traffic-management/multicluster/). Their pods are elsewhere, so they
 * stand here without a selector. What other clusters have behind a Service is told beside it (`lib/config/elsewhere.ts`).
 */

import type { ClusterPart, ConfigGap, ConfigSnapshot, ConfigStore, StoredObject } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';
import { inCluster } from './all-clusters';
import { isService, nameOf, ServicePods } from './service-pods';

export function besideOthers(own: ConfigStore, others: readonly ClusterPart[]): ConfigStore {
  const remote = new RemoteServices(others);
  const pods = new ServicePods(others.map(({ name }) => name));
  let known: {
    readonly own: readonly StoredObject[];
    readonly remote: readonly StoredObject[];
    readonly all: readonly StoredObject[];
  } | null = null;
  return {
    async list(signal): Promise<ConfigSnapshot> {
      const [snapshot, services] = await Promise.all([own.list(signal), remote.list(signal)]);
      if (known?.own !== snapshot.objects || known.remote !== services.objects) {
        const names = new Set(snapshot.objects.filter(isService).map(nameOf));
        const missing = services.objects.filter((service) => !names.has(nameOf(service)));
        const all = pods.told([...snapshot.objects, ...missing], services.of);
        known = { own: snapshot.objects, remote: services.objects, all };
      }
      const gaps = [...(snapshot.gaps ?? []), ...services.gaps];
      return {
        ...snapshot,
        objects: known.all,
        ...(snapshot.gaps === undefined && gaps.length === 0 ? {} : { gaps }),
      };
    },
    get: (id, signal) => own.get(id, signal),
    rehearse: (id, text, base, signal) => own.rehearse(id, text, base, signal),
    save: (id, text, base, signal, author) => own.save(id, text, base, signal, author),
    remove: (id, base, signal, author) => own.remove(id, base, signal, author),
    isSameContent: (some, other) => own.isSameContent?.(some, other) ?? some === other,
  };
}

interface Services {
  readonly objects: readonly StoredObject[];
  /** What each cluster holds; null = it does not answer. */
  readonly of: readonly (readonly StoredObject[] | null)[];
  readonly gaps: readonly ConfigGap[];
}

class RemoteServices {
  readonly #clusters: readonly ClusterPart[];
  #known: {
    readonly of: readonly (readonly StoredObject[] | null)[];
    readonly objects: readonly StoredObject[];
  } | null = null;
  readonly #made = new WeakMap<StoredObject, StoredObject>();

  constructor(clusters: readonly ClusterPart[]) {
    this.#clusters = clusters;
  }

  async list(signal?: AbortSignal): Promise<Services> {
    const answers = await Promise.allSettled(this.#clusters.map(({ store }) => store.list(signal)));
    signal?.throwIfAborted();
    const of = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.objects : null));
    if (this.#known?.of.every((objects, at) => objects === of[at]) !== true)
      this.#known = { of, objects: this.#services(of) };
    const gaps = answers.flatMap((answer, at) =>
      answer.status === 'rejected' ? [unknownServices(this.#clusters[at]?.name ?? '', answer.reason)] : [],
    );
    return { ...this.#known, gaps };
  }

  /** One of each name, of the first cluster that has it. */
  #services(of: readonly (readonly StoredObject[] | null)[]): readonly StoredObject[] {
    const found = new Map<string, StoredObject>();
    for (const [at, objects] of of.entries()) {
      for (const object of objects ?? []) {
        if (!isService(object) || found.has(nameOf(object))) continue;
        found.set(nameOf(object), this.#remote(object, this.#clusters[at]?.name ?? ''));
      }
    }
    return [...found.values()];
  }

  #remote(service: StoredObject, cluster: string): StoredObject {
    const made = this.#made.get(service) ?? withoutSelector(inCluster(service, cluster));
    this.#made.set(service, made);
    return made;
  }
}

function withoutSelector(service: StoredObject): StoredObject {
  const { spec } = service.value as { readonly spec?: Readonly<Record<string, unknown>> };
  const { selector: _, ...rest } = spec ?? {};
  const { id, apiVersion, version, origin } = service;
  return {
    id,
    apiVersion,
    version,
    origin,
    value: { ...service.value, spec: rest },
    get text() {
      return service.text;
    },
  };
}

/** Only where a cluster was never read: what was known of one that falls silent stays. */
function unknownServices(name: string, reason: unknown): ConfigGap {
  const why = reason instanceof Fault ? reason.message : 'it does not answer.';
  return {
    reason: 'unknown',
    kinds: [{ group: '', kind: 'Service' }],
    namespaces: null,
    message: `Services that only cluster ${name} has are not known: ${why}`,
  };
}
