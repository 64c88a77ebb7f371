/** The objects of the mesh as assistants ask for them: by name, by kind, and what exists to choose from. */
import { objectKey } from '@/lib/config/identity';
import { resolveConfigHost } from '@/lib/config/simulation/host-names';
import {
  DEFAULT_MESH_SETTINGS,
  type MeshSettings,
  type MeshView,
  meshView,
} from '@/lib/config/simulation/mesh-view';
import { fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import type { ObjectId, StoredObject } from '@/lib/config/store';

/** What assistants read of an object; its text is not among it. */
export type MeshObject = Pick<StoredObject, 'id' | 'version' | 'value'>;

export class MeshObjects {
  readonly settings: MeshSettings;
  readonly #byKey: ReadonlyMap<string, StoredObject>;
  readonly #byKind = new Map<string, StoredObject[]>();
  #view: MeshView | null = null;

  constructor(objects: readonly MeshObject[], settings: MeshSettings = DEFAULT_MESH_SETTINGS) {
    this.settings = settings;
    const stored = objects.map(asStored);
    this.#byKey = new Map(stored.map((object) => [objectKey(object.id), object]));
    for (const object of stored) {
      const kind = `${object.id.group}/${object.id.kind}`;
      const present = this.#byKind.get(kind);
      if (present === undefined) this.#byKind.set(kind, [object]);
      else present.push(object);
    }
  }

  /** The same mesh with other values of some objects. */
  with(objects: readonly MeshObject[]): MeshObjects {
    if (objects.length === 0) return this;
    const all = new Map<string, MeshObject>(this.#byKey);
    for (const object of objects) all.set(objectKey(object.id), object);
    return new MeshObjects([...all.values()], this.settings);
  }

  /** Every object, for parts that read whole meshes. */
  stored(): readonly StoredObject[] {
    return [...this.#byKey.values()];
  }

  get(id: ObjectId): MeshObject | null {
    return this.#byKey.get(objectKey(id)) ?? null;
  }

  /** Objects of `group/Kind`, in the order in which they were given. */
  ofKind(kind: string): readonly MeshObject[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** Services, workloads and settings, read once. */
  get view(): MeshView {
    this.#view ??= meshView([...this.#byKey.values()], this.settings);
    return this.#view;
  }

  namespaces(): readonly string[] {
    const named = this.ofKind('/Namespace').map(({ id }) => id.name);
    const used = [...this.#byKey.values()].flatMap(({ id }) => id.namespace ?? []);
    return [...new Set([...named, ...used])].sort();
  }

  /** What a host in an object of `namespace` means, in full. */
  fullHost(host: string, namespace: string): string {
    return resolveConfigHost(host, namespace, this.settings.clusterDomain);
  }

  /** The shortest text for a host in an object of `namespace`. */
  shortHost(host: string, namespace: string): string {
    const suffix = `.${namespace}.svc.${this.settings.clusterDomain}`;
    return host.endsWith(suffix) ? host.slice(0, -suffix.length) : host;
  }

  /** The service that a host in an object of `namespace` means; null where none is known. */
  service(host: string, namespace: string): MeshService | null {
    const full = this.fullHost(host, namespace);
    return this.view.services.find((service) => service.host === full) ?? null;
  }

  /** Workloads whose pods a service sends to. */
  workloadsOf(service: MeshService): readonly MeshWorkload[] {
    const { endpoints } = service;
    if (endpoints.kind === 'listed') return endpoints.workloads;
    if (endpoints.kind !== 'selector') return [];
    const wanted = Object.entries(endpoints.labels);
    return this.view.workloads.filter(
      ({ namespace, labels }) =>
        namespace === service.namespace && wanted.every(([key, value]) => labels[key] === value),
    );
  }

  /** Values of the label `version` behind a host, in order. */
  versionsOf(host: string, namespace: string): readonly string[] {
    const service = this.service(host, namespace);
    if (service === null) return [];
    const versions = this.workloadsOf(service).flatMap(({ labels }) => labels.version ?? []);
    return [...new Set(versions)].sort();
  }

  /** DestinationRules for a host, those of its own namespace first. */
  destinationRulesOf(host: string, namespace: string): readonly MeshObject[] {
    const full = this.fullHost(host, namespace);
    const rules = this.ofKind('networking.istio.io/DestinationRule').filter(({ id, value }) => {
      const written = textAt(fieldsAt(value, 'spec'), 'host');
      return written !== null && this.fullHost(written, id.namespace ?? '') === full;
    });
    const isNear = ({ id }: MeshObject) => (id.namespace === namespace ? 0 : 1);
    return [...rules].sort((a, b) => isNear(a) - isNear(b));
  }

  /** Names of the subsets that destination rules define for a host. */
  subsetsOf(host: string, namespace: string): readonly string[] {
    const names = this.destinationRulesOf(host, namespace).flatMap(({ value }) =>
      fieldsListAt(fieldsAt(value, 'spec'), 'subsets').flatMap((subset) => textAt(subset, 'name') ?? []),
    );
    return [...new Set(names)];
  }
}

/** Reads of the simulation and the order of writes want whole objects, of which they read the value alone. */
function asStored({ id, version, value }: MeshObject): StoredObject {
  return { id, version, value, apiVersion: textAt(value, 'apiVersion') ?? '', text: '', origin: '' };
}
