/** A class that nobody serves. */
import type { Check } from '@/lib/config/analysis/check';
import { KUBERNETES_GATEWAY } from '@/lib/config/analysis/kinds';
import { kubernetesGatewayOf } from '@/lib/config/analysis/readings';

/** Classes that istiod makes by itself. */
const ISTIO_CLASSES = new Set(['istio', 'istio-remote', 'istio-waypoint', 'istio-east-west']);

export const gatewayClass: Check = {
  code: 'PER1006',
  title: 'GatewayClass does not exist',
  condition:
    "gatewayClassName names a class that is neither one of Istio's nor an object, where classes are known.",
  severity: 'error',
  ist: [],
  kia: ['KIA1504'],
  kinds: [KUBERNETES_GATEWAY],
  fix: null,
  *run(object, mesh) {
    const { className } = kubernetesGatewayOf(object);
    if (className === '' || ISTIO_CLASSES.has(className) || !mesh.known.gatewayClasses) return;
    const id = { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', namespace: null, name: className };
    if (mesh.object(id) !== null) return;
    yield {
      path: ['spec', 'gatewayClassName'],
      message: `There is no GatewayClass ${className}, so nobody serves this Gateway. Istio's own are ${[...ISTIO_CLASSES].join(', ')}.`,
    };
  },
};
