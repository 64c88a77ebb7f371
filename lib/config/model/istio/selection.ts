/** Which proxies a policy is for, and which namespaces see an object. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { labelMap } from '@/lib/config/model/field-types';
import type { Checked } from '@/lib/config/model/rule';
import { isDnsLabel, isLabelName, isLabelValue } from './forms';
import { refuse } from './rules';

const MAX_VALUE = 63;

type Labels = Readonly<Record<string, string>>;

/** Labels that select: no wildcards, no empty keys. */
export function selectingLabels() {
  return labelMap.check((checked) => {
    for (const [key, value] of Object.entries(checked.value)) checkSelecting(checked, key, value);
    if (Object.keys(checked.value).length === 0) {
      refuse(checked, 'PER0034', 'no label is given, so every workload of the namespace is selected');
    }
  });
}

function checkSelecting(checked: Checked<Labels>, key: string, value: string): void {
  if (key === '') refuse(checked, 'PER0027', 'a label has a name');
  else if (key.includes('*') || value.includes('*')) {
    refuse(checked, 'PER0027', 'labels are compared as they are; wildcards are not supported', [key]);
  } else if (value.length > MAX_VALUE) {
    refuse(checked, 'PER0025', `a value of a label has at most ${MAX_VALUE} characters`, [key]);
  }
}

/** Labels that are given to something, such as a subset's or an endpoint's. */
export function givenLabels() {
  return labelMap.check((checked) => {
    for (const [key, value] of Object.entries(checked.value)) {
      if (!isLabelName(key)) refuse(checked, 'PER0025', `"${key}" is no name of a label`, [key]);
      if (!isLabelValue(value)) refuse(checked, 'PER0025', `"${value}" is no value of a label`, [key]);
    }
  });
}

/** `selector` of policies: `matchLabels`. */
export const workloadSelector = z.strictObject({
  matchLabels: field(selectingLabels(), 'Labels that a pod must have, all of them.', {
    names: 'label-key',
  }).optional(),
});

/** `workloadSelector` of Sidecar, ServiceEntry and EnvoyFilter: `labels`. */
export const labelsSelector = z.strictObject({
  labels: field(selectingLabels(), 'Labels that a pod must have, all of them.', {
    names: 'label-key',
  }).optional(),
});

const TARGETS: ReadonlySet<string> = new Set([
  '/Service',
  'core/Service',
  'networking.istio.io/ServiceEntry',
  'networking.istio.io/Gateway',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/GatewayClass',
]);

export const policyTarget = z
  .strictObject({
    group: field(z.string().max(253), 'API group of the target; empty for a Service.', {
      default: 'the core group',
      values: {
        '': 'of a Service',
        'networking.istio.io': "of a ServiceEntry, or of a Gateway of Istio's own API",
        'gateway.networking.k8s.io': 'of a Gateway or a GatewayClass',
      },
    }).optional(),
    kind: field(z.string().min(1).max(63), 'Kind of the target.', {
      values: {
        Service: 'requests to the service, enforced by its waypoint',
        ServiceEntry: 'requests to the hosts, enforced by the waypoint',
        Gateway: 'everything that the gateway or waypoint handles',
        GatewayClass: 'all waypoints; only in the root namespace',
      },
    }),
    name: field(z.string().min(1).max(253), 'Name of the target.', { names: 'object-name' }),
    namespace: field(
      z.string(),
      'Namespace of the target; must be that of the policy, so leave it out.',
    ).optional(),
  })
  .check((checked) => {
    const { group = '', kind, namespace } = checked.value;
    if (!TARGETS.has(`${group}/${kind}`)) {
      const allowed =
        'a Service, a ServiceEntry or Gateway of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io';
      refuse(checked, 'PER0028', `a policy is attached to ${allowed}, not to ${kind} of "${group}"`, [
        'kind',
      ]);
    }
    if (namespace !== undefined && namespace !== '') {
      refuse(checked, 'PER0028', 'a target is in the namespace of the policy; leave namespace out', [
        'namespace',
      ]);
    }
  });

/** The three ways to say which proxies a policy is for. */
export const policyTargets = {
  selector: field(workloadSelector, 'Pods that it is for; waypoints ignore it.', {
    default: 'every pod of the namespace, in the root namespace of the mesh',
  }).optional(),
  targetRef: field(policyTarget, 'Gateway or service that it is for.', {
    since: '1.21',
    deprecated: 'use targetRefs',
  }).optional(),
  targetRefs: field(
    z.array(policyTarget).max(16),
    'Gateways or services that it is for; what waypoints need.',
    {
      since: '1.22',
    },
  ).optional(),
};

/** Namespaces that see an object; `~` (nobody) is for ServiceEntries. */
export function exportTo(mayHide = false) {
  return z.array(z.string()).check((checked) => {
    const list = checked.value;
    for (const [index, entry] of list.entries()) {
      if (list.indexOf(entry) !== index) refuse(checked, 'PER0026', `${entry} is listed twice`, [index]);
      else if (entry === '~' && !mayHide) {
        refuse(checked, 'PER0026', '"~" hides ServiceEntries only', [index]);
      } else if (!['*', '.', '~'].includes(entry) && !isDnsLabel(entry)) {
        refuse(checked, 'PER0026', `"${entry}" is no namespace; "." is the own one, "*" all`, [index]);
      }
    }
    for (const alone of ['*', '~']) {
      if (list.length > 1 && list.includes(alone)) {
        refuse(checked, 'PER0026', `"${alone}" stands alone; the other entries contradict it`);
      }
    }
  });
}
