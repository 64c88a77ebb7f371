/** Two injectors that would both touch a pod. */
import type { Check } from '@/lib/config/analysis/check';
import { MUTATING_WEBHOOK } from '@/lib/config/analysis/kinds';
import { metadataOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import { type Labels, selectorTakes } from '@/lib/config/label-selector';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';

const REVISION = 'istio.io/rev';
const NAMESPACES: readonly Labels[] = [
  {},
  { 'istio-injection': 'enabled' },
  { 'istio-injection': 'disabled' },
];
const PODS: readonly Labels[] = [
  {},
  { 'sidecar.istio.io/inject': 'true' },
  { 'sidecar.istio.io/inject': 'false' },
];

export const webhookOverlap: Check = {
  code: 'PER1205',
  title: 'Injectors overlap',
  condition:
    'Two webhooks that inject proxies choose the same pods for some combination of the labels istio-injection, sidecar.istio.io/inject and istio.io/rev.',
  severity: 'error',
  ist: ['IST0139'],
  kia: [],
  kinds: [MUTATING_WEBHOOK],
  fix: null,
  *run(object, mesh) {
    const own = injectorsOf(object);
    if (own.length === 0) return;
    const all = mesh.ofKind(MUTATING_WEBHOOK).flatMap(injectorsOf);
    const combinations = combinationsOf(all);
    for (const [index, injector] of own.entries()) {
      const rival = all.find(
        (other) =>
          (other.object !== object || other.name !== injector.name) &&
          combinations.some(
            ([namespace, pod]) => chooses(injector, namespace, pod) && chooses(other, namespace, pod),
          ),
      );
      if (rival === undefined) continue;
      yield {
        path: ['webhooks', index, 'name'],
        message: `${rival.name} of ${objectName(rival.object.id)} chooses some of the same pods, which would get a proxy twice. Make their selectors exclude each other.`,
        related: [{ id: rival.object.id, path: ['webhooks'] }],
      };
    }
  },
};

interface Injector {
  readonly object: StoredObject;
  readonly name: string;
  readonly fields: Fields;
}

function injectorsOf(object: StoredObject): readonly Injector[] {
  const webhooks = fieldsListAt(object.value, 'webhooks').map((fields) => ({
    object,
    name: textAt(fields, 'name') ?? '',
    fields,
  }));
  const isIstio =
    metadataOf(object).labels[REVISION] !== undefined ||
    webhooks.some(({ name }) => name.endsWith('istio.io'));
  return isIstio ? webhooks : [];
}

function combinationsOf(injectors: readonly Injector[]): readonly (readonly [Labels, Labels])[] {
  const revisions = new Set(injectors.flatMap(revisionsOf));
  const withRevisions = (base: readonly Labels[]): readonly Labels[] => [
    ...base,
    ...[...revisions].flatMap((revision) => base.map((labels) => ({ ...labels, [REVISION]: revision }))),
  ];
  return withRevisions(NAMESPACES).flatMap((namespace) =>
    withRevisions(PODS).map((pod): readonly [Labels, Labels] => [namespace, pod]),
  );
}

function revisionsOf({ object, fields }: Injector): readonly string[] {
  const own = metadataOf(object).labels[REVISION];
  const named = ['namespaceSelector', 'objectSelector'].flatMap((key) => {
    const selector = fieldsAt(fields, key);
    const written = textMapAt(selector, 'matchLabels')[REVISION];
    const listed = fieldsListAt(selector, 'matchExpressions').flatMap((entry) =>
      textAt(entry, 'key') === REVISION ? textsAt(entry, 'values') : [],
    );
    return written === undefined ? listed : [written, ...listed];
  });
  return own === undefined ? named : [own, ...named];
}

function chooses({ fields }: Injector, namespace: Labels, pod: Labels): boolean {
  return (
    selectorTakes(fieldsAt(fields, 'namespaceSelector'), namespace) &&
    selectorTakes(fieldsAt(fields, 'objectSelector'), pod)
  );
}
