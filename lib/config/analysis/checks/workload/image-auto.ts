/** A proxy whose image the injector should fill in, where no injector looks. */
import type { Check } from '@/lib/config/analysis/check';
import { WORKLOAD_KINDS } from '@/lib/config/analysis/kinds';
import { textAt } from '@/lib/config/simulation/read/fields';
import { containersOf, podTemplate } from './containers';
import { wantsProxy } from './injection';

export const imageAuto: Check = {
  code: 'PER0606',
  title: 'Image auto without injection',
  condition:
    'A container istio-proxy has the image auto, which only the injector fills in, and nothing asks for injection. An error on a pod, a warning on a template.',
  severity: 'warning',
  ist: ['IST0146', 'IST0147'],
  kia: [],
  kinds: [...WORKLOAD_KINDS],
  fix: null,
  *run(object, mesh) {
    const template = podTemplate(object);
    const auto = containersOf(template).find(
      ({ name, fields }) => name === 'istio-proxy' && textAt(fields, 'image') === 'auto',
    );
    if (auto === undefined) return;
    const isPod = object.id.kind === 'Pod';
    if (!isPod && wantsProxy(mesh, object.id.namespace ?? '', template)) return;
    yield {
      path: [...auto.path, 'image'],
      severity: isPod ? 'error' : 'warning',
      message: `The image auto is filled in by the injector, ${isPod ? 'which did not touch this pod' : 'and nothing asks it to look here'}. Label the pod template with sidecar.istio.io/inject: "true", or its namespace.`,
    };
  },
};
