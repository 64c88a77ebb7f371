/**
 * The webhooks that inject proxies: read from the cluster's own MutatingWebhookConfigurations where they are known,
 * else those that Istio installs (istio/istio manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml).
 */
import { type Fields, fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';
import { readMetadata } from '@/lib/config/simulation/read/metadata';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface InjectionWebhook {
  readonly name: string;
  /** Of the control plane behind it; `default` where none is named. */
  readonly revision: string;
  readonly namespaceSelector: Fields;
  readonly objectSelector: Fields;
  /** Where it is written; null for the assumed ones. */
  readonly source: { readonly id: ObjectId; readonly path: ObjectPath } | null;
}

/** In the order in which the API server calls them: by the name of the configuration, then as written. */
export function injectionWebhooks(objects: readonly StoredObject[]): readonly InjectionWebhook[] {
  const configurations = objects
    .filter(({ id }) => id.kind === 'MutatingWebhookConfiguration')
    .sort((a, b) => (a.id.name < b.id.name ? -1 : 1));
  const found = configurations.flatMap((object) =>
    fieldsListAt(object.value, 'webhooks').flatMap((webhook, index) =>
      isInjector(webhook) ? [readWebhook(object, webhook, index)] : [],
    ),
  );
  return found.length > 0 ? found : ISTIO_WEBHOOKS;
}

/** The injector answers at `/inject`, with more path behind it for clusters and networks. */
function isInjector(webhook: Fields): boolean {
  const clientConfig = fieldsAt(webhook, 'clientConfig');
  const path = textAt(fieldsAt(clientConfig, 'service'), 'path') ?? textAt(clientConfig, 'url') ?? '';
  return /(^|\/)inject(\/|$)/.test(path);
}

function readWebhook(object: StoredObject, webhook: Fields, index: number): InjectionWebhook {
  return {
    name: textAt(webhook, 'name') ?? object.id.name,
    revision: readMetadata(object).labels['istio.io/rev'] ?? 'default',
    namespaceSelector: fieldsAt(webhook, 'namespaceSelector'),
    objectSelector: fieldsAt(webhook, 'objectSelector'),
    source: { id: object.id, path: ['webhooks', index] },
  };
}

const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';
const INJECTION = 'istio-injection';

const absent = (key: string) => ({ key, operator: 'DoesNotExist' });
const present = (key: string) => ({ key, operator: 'Exists' });
const isIn = (key: string, value: string) => ({ key, operator: 'In', values: [value] });
const notIn = (key: string, value: string) => ({ key, operator: 'NotIn', values: [value] });

function assumed(name: string, namespace: readonly Fields[], object: readonly Fields[]): InjectionWebhook {
  return {
    name,
    revision: 'default',
    namespaceSelector: { matchExpressions: namespace },
    objectSelector: { matchExpressions: object },
    source: null,
  };
}

/** Any revision counts as there, since without the cluster's own webhooks none is known to be missing. */
const ISTIO_WEBHOOKS: readonly InjectionWebhook[] = [
  assumed(
    'rev.namespace.sidecar-injector.istio.io',
    [present(REVISION), absent(INJECTION)],
    [notIn(INJECT, 'false')],
  ),
  assumed(
    'rev.object.sidecar-injector.istio.io',
    [absent(REVISION), absent(INJECTION)],
    [notIn(INJECT, 'false'), present(REVISION)],
  ),
  assumed('namespace.sidecar-injector.istio.io', [isIn(INJECTION, 'enabled')], [notIn(INJECT, 'false')]),
  assumed(
    'object.sidecar-injector.istio.io',
    [absent(INJECTION), absent(REVISION)],
    [isIn(INJECT, 'true'), absent(REVISION)],
  ),
];
