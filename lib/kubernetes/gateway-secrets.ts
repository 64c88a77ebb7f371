/**
 * Which of the Secrets that gateways name exist. Only their metadata is asked for, and only of these: the console never
 * lists Secrets and never sees what is in one. Most installations do not allow even that, and then nothing is known.
 */
import 'server-only';
import { type Fields, fieldsAt, fieldsListAt, textAt, textMapAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { ApiFault } from './api-fault';
import type { KubernetesClient } from './client';
import { clusterObject, type WireObject } from './cluster-object';
import { eachInTurn } from './rights';

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables-and-partial-object-metadata */
const METADATA_ONLY = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
const MOST_SECRETS = 500;
const AT_ONCE = 4;
/** Milliseconds before a namespace that refused is asked again. */
const REFUSED_MS = 600_000;

interface SecretName {
  readonly namespace: string;
  readonly name: string;
}

export class GatewaySecrets {
  readonly #client: KubernetesClient;
  readonly #refusedAtMs = new Map<string, number>();
  #known: readonly StoredObject[] = [];

  constructor(client: KubernetesClient) {
    this.#client = client;
  }

  known(): readonly StoredObject[] {
    return this.#known;
  }

  /** Asks for those that the gateways among `objects` name. Answers whether anything changed. Throws as the client does. */
  async refresh(objects: readonly StoredObject[], signal: AbortSignal): Promise<boolean> {
    const names = referredSecrets(objects)
      .filter(({ namespace }) => Date.now() - (this.#refusedAtMs.get(namespace) ?? 0) > REFUSED_MS)
      .slice(0, MOST_SECRETS);
    const answers = await eachInTurn(names, AT_ONCE, (name) => this.#metadata(name, signal));
    // Half of a namespace's Secrets would make the other half look missing.
    const found = answers.flatMap((object) =>
      object === null || this.#refusedAtMs.has(object.id.namespace ?? '') ? [] : [object],
    );
    const before = this.#known.map(({ version }) => version).join();
    this.#known = found;
    return before !== found.map(({ version }) => version).join();
  }

  async #metadata({ namespace, name }: SecretName, signal: AbortSignal): Promise<StoredObject | null> {
    try {
      const wire = (await this.#client.json({
        path: `/api/v1/namespaces/${namespace}/secrets/${name}`,
        accept: METADATA_ONLY,
        signal,
      })) as WireObject;
      this.#refusedAtMs.delete(namespace);
      // A server that does not know the form would send all of it: nothing but the metadata is taken.
      const { metadata = {} } = wire;
      return clusterObject({ metadata }, { group: '', version: 'v1', kind: 'Secret' }, this.#client.title);
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      if (error.status === 403) this.#refusedAtMs.set(namespace, Date.now());
      return null;
    }
  }
}

/** The Secrets that Istio's Gateways may mean, in the namespaces of their pods, and those that the Gateway API names. */
export function referredSecrets(objects: readonly StoredObject[]): SecretName[] {
  const found = new Map<string, SecretName>();
  const add = (namespace: string, name: string | null) => {
    if (name === null || !/^[a-z0-9][-a-z0-9.]*$/.test(name)) return;
    found.set(`${namespace}/${name}`, { namespace, name });
  };
  const pods = objects.filter(({ id }) => id.group === '' && id.kind === 'Pod');
  for (const { id, value } of objects) {
    if (id.kind !== 'Gateway') continue;
    const own = id.namespace ?? '';
    const spec = fieldsAt(value, 'spec');
    if (id.group === 'networking.istio.io') {
      const namespaces = namespacesOf(pods, textMapAt(spec, 'selector'), own);
      for (const name of istioCredentials(spec)) for (const namespace of namespaces) add(namespace, name);
    } else {
      for (const listener of fieldsListAt(spec, 'listeners')) {
        for (const reference of fieldsListAt(fieldsAt(listener, 'tls'), 'certificateRefs')) {
          if ((textAt(reference, 'kind') ?? 'Secret') !== 'Secret') continue;
          add(textAt(reference, 'namespace') ?? own, textAt(reference, 'name'));
        }
      }
    }
  }
  return [...found.values()];
}

function istioCredentials(spec: Fields): string[] {
  return fieldsListAt(spec, 'servers').flatMap((server) => {
    const tls = fieldsAt(server, 'tls');
    const more = Array.isArray(tls.credentialNames) ? tls.credentialNames : [];
    return [textAt(tls, 'credentialName'), ...more].filter(
      (name): name is string => typeof name === 'string',
    );
  });
}

function namespacesOf(
  pods: readonly StoredObject[],
  selector: Readonly<Record<string, string>>,
  own: string,
): ReadonlySet<string> {
  const wanted = Object.entries(selector);
  const matching = pods.filter(({ value }) => {
    const labels = textMapAt(fieldsAt(value, 'metadata'), 'labels');
    return wanted.every(([name, wantedValue]) => labels[name] === wantedValue);
  });
  const namespaces = new Set(matching.flatMap(({ id }) => (id.namespace === null ? [] : [id.namespace])));
  return namespaces.size > 0 ? namespaces : new Set([own]);
}
