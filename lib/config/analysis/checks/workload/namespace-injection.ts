/** What the labels of a namespace ask for. */
import type { Check } from '@/lib/config/analysis/check';
import { NAMESPACE } from '@/lib/config/analysis/kinds';
import { metadataOf } from '@/lib/config/analysis/readings';
import { isSystemNamespace, namespaceInjection } from './injection';

export const namespaceNotInjected: Check = {
  code: 'PER0608',
  title: 'Namespace is not in the mesh',
  condition:
    'A namespace says neither that its pods get a proxy nor that they do not, and is not in ambient mode; a hint, also where injection is on by default.',
  severity: 'info',
  ist: ['IST0102', 'IST0148'],
  kia: [],
  kinds: [NAMESPACE],
  fix: null,
  *run(object, mesh) {
    const { name } = object.id;
    const { labels } = metadataOf(object);
    if (isSystemNamespace(name, mesh.settings.rootNamespace)) return;
    if (namespaceInjection(labels) !== null || labels['istio.io/dataplane-mode'] !== undefined) return;
    yield {
      path: ['metadata'],
      message: mesh.settings.injectsByDefault
        ? 'Nothing is said of injection, which is on by default here, so its pods get a proxy. Label the namespace istio-injection=enabled or disabled to say what is meant.'
        : 'Nothing is said of injection, so its pods get no proxy. Label the namespace istio-injection=enabled (or istio.io/dataplane-mode=ambient), or disabled to say that this is meant.',
    };
  },
};

export const namespaceLabelsConflict: Check = {
  code: 'PER0609',
  title: 'Namespace has several injection labels',
  condition:
    'A namespace has istio-injection and istio.io/rev; the first one counts and the revision is ignored.',
  severity: 'warning',
  ist: ['IST0123'],
  kia: [],
  kinds: [NAMESPACE],
  fix: 'Takes istio-injection away.',
  *run(object) {
    const { labels } = metadataOf(object);
    if (labels['istio-injection'] === undefined || labels['istio.io/rev'] === undefined) return;
    const path = ['metadata', 'labels', 'istio-injection'];
    yield {
      path,
      message: `istio-injection counts and the revision ${labels['istio.io/rev']} is ignored. Remove one of the two.`,
      fix: { label: 'Remove istio-injection', steps: [{ kind: 'remove', path }] },
    };
  },
};
