/** Policies choose gateways of the Gateway API by reference, not by labels. */
import type { Check } from '@/lib/config/analysis/check';
import {
  AUTHORIZATION_POLICY,
  REQUEST_AUTHENTICATION,
  TELEMETRY,
  WASM_PLUGIN,
} from '@/lib/config/analysis/kinds';
import { podsWith } from '@/lib/config/analysis/pods';
import { podSetOf, selectorOf } from '@/lib/config/analysis/readings';

const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

export const selectorOnGateway: Check = {
  code: 'PER0708',
  title: 'Selector for a gateway of the Gateway API',
  condition:
    'A policy chooses by labels the pods of a Gateway of the Gateway API, where only targetRefs count.',
  severity: 'warning',
  ist: ['IST0166'],
  kia: [],
  kinds: [AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION, WASM_PLUGIN, TELEMETRY],
  fix: null,
  *run(object, mesh) {
    const selector = selectorOf(object);
    if (selector === null) return;
    const made = podsWith(mesh, object.id.namespace ?? '', selector.labels)
      .map((pod) => podSetOf(pod)?.labels[GATEWAY_LABEL])
      .find((found) => found !== undefined);
    const name = selector.labels[GATEWAY_LABEL] ?? made;
    if (name === undefined) return;
    yield {
      path: selector.path,
      message: `These are the pods of Gateway ${name}, for which selectors may not count. Attach the policy with targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: ${name}}].`,
    };
  },
};
