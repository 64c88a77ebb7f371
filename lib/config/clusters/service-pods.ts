/** Which pods each cluster has behind its Services, and those told beside the Services of another. */
import { podSetOf } from '@/lib/config/analysis/readings';
import { type PodsElsewhere, withPodsElsewhere } from '@/lib/config/elsewhere';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';
import { fieldsAt, textMapAt } from '@/lib/mesh/fields';

type Labels = Readonly<Record<string, string>>;
type ByService = ReadonlyMap<string, readonly Labels[]>;

/** These differ from pod to pod, and nobody chooses a subset by them. */
const OF_ONE_POD: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/job-completion-index',
]);

export class ServicePods {
  readonly #clusters: readonly string[];
  /** By a cluster's list, which is the same one while nothing changes there. */
  readonly #read = new WeakMap<readonly StoredObject[], ByService>();
  readonly #made = new WeakMap<StoredObject, { readonly as: string; readonly service: StoredObject }>();

  constructor(clusters: readonly string[]) {
    this.#clusters = clusters;
  }

  /** `objects` with their Services told; `of`: what each cluster holds, null = it does not answer. */
  told(
    objects: readonly StoredObject[],
    of: readonly (readonly StoredObject[] | null)[],
  ): readonly StoredObject[] {
    const read = of.map((held) => (held === null ? null : this.#byService(held)));
    return objects.map((object) => {
      if (!isService(object)) return object;
      const pods = read.flatMap((services, at): PodsElsewhere[] => {
        const cluster = this.#clusters[at] ?? '';
        if (services === null) return [{ cluster, labels: null }];
        const labels = services.get(nameOf(object));
        return labels === undefined ? [] : [{ cluster, labels }];
      });
      return pods.length === 0 ? object : this.#withPods(object, pods);
    });
  }

  /** The same object as before while nothing is different. */
  #withPods(object: StoredObject, pods: readonly PodsElsewhere[]): StoredObject {
    const as = JSON.stringify(pods);
    const before = this.#made.get(object);
    if (before?.as === as) return before.service;
    const service = withPodsElsewhere(object, pods);
    this.#made.set(object, { as, service });
    return service;
  }

  #byService(held: readonly StoredObject[]): ByService {
    const known = this.#read.get(held);
    if (known !== undefined) return known;
    const pods = podsByNamespace(held);
    const found = new Map(
      held
        .filter(isService)
        .map((service) => [nameOf(service), chosen(service, pods.get(service.id.namespace ?? '') ?? [])]),
    );
    this.#read.set(held, found);
    return found;
  }
}

/** Each set of labels once, in one order whatever the order of the pods. */
function podsByNamespace(held: readonly StoredObject[]): ReadonlyMap<string, readonly Labels[]> {
  const sets = new Map<string, Map<string, Labels>>();
  for (const object of held) {
    const pods = podSetOf(object);
    if (pods === null || pods.replicas === 0) continue;
    const entries = Object.entries(pods.labels).filter(([label]) => !OF_ONE_POD.has(label));
    const labels = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    const inNamespace = sets.get(pods.namespace) ?? new Map<string, Labels>();
    inNamespace.set(JSON.stringify(labels), labels);
    sets.set(pods.namespace, inNamespace);
  }
  return new Map(
    [...sets].map(([namespace, found]) => [
      namespace,
      [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, labels]) => labels),
    ]),
  );
}

function chosen(service: StoredObject, pods: readonly Labels[]): readonly Labels[] {
  const selector = textMapAt(fieldsAt(service.value, 'spec'), 'selector');
  return Object.keys(selector).length === 0 ? [] : pods.filter((labels) => labelsInclude(labels, selector));
}

export function isService({ id }: Pick<StoredObject, 'id'>): boolean {
  return id.group === '' && id.kind === 'Service';
}

export function nameOf({ id }: Pick<StoredObject, 'id'>): string {
  return `${id.namespace}/${id.name}`;
}
