/** WorkloadEntry, and the endpoints of ServiceEntries. https://istio.io/latest/docs/reference/config/networking/workload-entry/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { count, portNumber } from '@/lib/config/model/field-types';
import type { Checked } from '@/lib/config/model/rule';
import { exactHostFault, isIpAddress } from './forms';
import { istioObject } from './object';
import { refuse } from './rules';
import { givenLabels } from './selection';

const UNIX = 'unix://';

export const workload = z.strictObject({
  address: field(
    z.string().max(256),
    'Address of the workload: IP, host name, or a socket as unix:///path.',
  ).optional(),
  ports: field(
    z.record(z.string().min(1).max(63), portNumber),
    'Ports of the workload by the names of the service’s ports.',
    { default: 'the target port of the service', names: 'port-name' },
  ).optional(),
  labels: field(givenLabels(), 'Labels by which services, subsets and policies select it.', {
    names: 'label-key',
  }).optional(),
  network: field(z.string(), 'Network it is in; others reach it through a gateway.').optional(),
  locality: field(z.string().max(2048), 'Where it runs, as region/zone/sub-zone.').optional(),
  weight: field(count, 'Share in proportion to the other workloads.', { default: '1' }).optional(),
  serviceAccount: field(z.string().max(253), 'Service account whose identity it has.', {
    names: 'service-account',
  }).optional(),
});

export type Workload = z.infer<typeof workload>;

/** Needs an address, or a network through whose gateway it is reached. */
export function checkAddress(
  checked: Checked<unknown>,
  entry: Workload,
  path: readonly (string | number)[],
): void {
  const { address = '', network = '', ports = {} } = entry;
  if (address === '' && network === '') {
    refuse(checked, 'PER0079', 'address is missing; without it a network is needed', path);
  } else if (address.startsWith(UNIX)) {
    if (address === UNIX || !/^unix:\/\/[/@]/.test(address)) {
      refuse(checked, 'PER0079', 'a socket is named by its absolute path, as in unix:///var/run/app.sock', [
        ...path,
        'address',
      ]);
    }
    if (Object.keys(ports).length > 0)
      refuse(checked, 'PER0079', 'a socket has no ports', [...path, 'ports']);
  } else if (address !== '' && !isIpAddress(address)) {
    const why = exactHostFault(address);
    if (why !== null) refuse(checked, 'PER0079', why, [...path, 'address']);
  }
}

const spec = workload.check((checked) => checkAddress(checked, checked.value, []));

export const workloadEntryModel = istioObject(
  'WorkloadEntry',
  field(spec, 'One workload outside Kubernetes.'),
);
