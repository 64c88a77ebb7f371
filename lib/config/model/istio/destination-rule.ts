/** DestinationRule. https://istio.io/latest/docs/reference/config/networking/destination-rule/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { repeated } from '@/lib/config/model/rule';
import { dnsLabel, serviceHost } from './host-fields';
import { istioObject } from './object';
import { refuse } from './rules';
import { exportTo, givenLabels, workloadSelector } from './selection';
import { trafficPolicy } from './traffic-policy';

const subset = z.strictObject({
  name: field(dnsLabel('name of a subset'), 'Name that routes refer to.', { names: 'subset' }),
  labels: field(givenLabels(), 'Labels of the pods that belong to it.', {
    default: 'every pod of the service',
    names: 'label-key',
  }).optional(),
  trafficPolicy: field(
    trafficPolicy,
    'Overrides the policy above for the subset, setting by setting.',
  ).optional(),
});

const spec = z.strictObject({
  host: field(serviceHost(), 'Service it is about; a short name means a service in its namespace.', {
    names: 'host',
  }),
  trafficPolicy: field(trafficPolicy, 'Load balancing, limits, ejection and encryption.').optional(),
  subsets: field(
    z.array(subset).check((checked) => {
      for (const index of repeated(checked.value, (entry) => entry.name)) {
        const name = checked.value[index]?.name;
        refuse(checked, 'PER0031', `the subset ${name} is defined twice`, [index, 'name']);
      }
    }),
    'Named groups of its pods, by labels.',
  ).optional(),
  exportTo: field(exportTo(), 'Namespaces whose callers it is for: `.` its own, `*` all.', {
    default: '*, unless the mesh says otherwise',
    names: 'namespace',
  }).optional(),
  workloadSelector: field(workloadSelector, 'Calling pods that it is for, in its own namespace.', {
    default: 'every caller',
    since: '1.14',
  }).optional(),
});

const described = field(spec, 'How callers treat the destination after a route has chosen it.');

export const destinationRuleModel = istioObject('DestinationRule', described).check((checked) => {
  const { metadata, spec: written } = checked.value;
  const { exportTo: namespaces = [], workloadSelector: selector } = written;
  if (selector === undefined) return;
  const foreign = namespaces.findIndex((entry) => entry !== '.' && entry !== metadata.namespace);
  if (foreign >= 0) {
    const message = 'with a workloadSelector it is for its own namespace only; write "."';
    refuse(checked, 'PER0066', message, ['spec', 'exportTo', foreign]);
  }
});
