/** What runs against what is asked for. */
import type { Check } from '@/lib/config/analysis/check';
import { POD } from '@/lib/config/analysis/kinds';
import { fieldsAt, textAt } from '@/lib/config/simulation/read/fields';
import { containersOf, hasProxy, podTemplate } from './containers';
import { isSystemNamespace, wantsProxy } from './injection';

export const podWithoutProxy: Check = {
  code: 'PER0610',
  title: 'Pod has no proxy',
  condition:
    'The labels of a pod or its namespace ask for a proxy, and the pod has none; it was made before the label, or the injector failed.',
  severity: 'warning',
  ist: ['IST0103'],
  kia: [],
  kinds: [POD],
  fix: null,
  *run(object, mesh) {
    const namespace = object.id.namespace ?? '';
    const template = podTemplate(object);
    const phase = textAt(fieldsAt(object.value, 'status'), 'phase');
    if (isSystemNamespace(namespace, mesh.settings.rootNamespace) || hasProxy(template)) return;
    if (phase === 'Succeeded' || phase === 'Failed' || !wantsProxy(mesh, namespace, template)) return;
    yield {
      path: ['metadata', 'name'],
      message:
        'The pod should have a proxy and has none, so it is outside the mesh. Restart its workload; if that does not help, look at the injector.',
    };
  },
};

export const proxyImage: Check = {
  code: 'PER0611',
  title: 'Proxy has another image than the injector gives',
  condition: 'The proxy of a pod runs another image than the one that the injector would give it now.',
  severity: 'warning',
  ist: ['IST0158'],
  kia: [],
  kinds: [POD],
  fix: null,
  *run(object, mesh) {
    const template = podTemplate(object);
    const expected = template.annotations['sidecar.istio.io/proxyImage'] ?? mesh.settings.proxyImage;
    const proxy = containersOf(template).find(({ name }) => name === 'istio-proxy');
    const image = proxy === undefined ? null : textAt(proxy.fields, 'image');
    if (expected === null || proxy === undefined || image === null || image === expected) return;
    yield {
      path: [...proxy.path, 'image'],
      message: `The proxy is ${image}, while new pods get ${expected}. Restart the workload to renew it.`,
    };
  },
};
