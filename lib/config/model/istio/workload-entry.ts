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

const address = z
  .string()
  .max(256)
  .check((checked) => {
    const { value } = checked;
    if (!value.startsWith(UNIX)) return;
    if (!/^unix:\/\/[/@]/.test(value)) {
      refuse(checked, 'PER0079', 'a socket is named by its absolute path, as in unix:///var/run/app.sock');
    } else if (value.endsWith('/')) {
      refuse(checked, 'PER0079', 'this names a folder; a socket is a file in it');
    }
  });

export const workload = z.strictObject({
  address: field(address, 'Address of the workload: IP, host name, or a socket as unix:///path.').optional(),
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
  const { address: own = '', network = '', ports = {} } = entry;
  if (own === '' && network === '') {
    refuse(checked, 'PER0079', 'address is missing; without it a network is needed', path);
  } else if (own.startsWith(UNIX)) {
    if (Object.keys(ports).length > 0)
      refuse(checked, 'PER0079', 'a socket has no ports', [...path, 'ports']);
  } else if (own !== '' && !isIpAddress(own)) {
    const why = exactHostFault(own);
    if (why !== null) refuse(checked, 'PER0079', why, [...path, 'address']);
  }
}

const spec = workload.check((checked) => checkAddress(checked, checked.value, []));

export const workloadEntryModel = istioObject(
  'WorkloadEntry',
  field(spec, 'One workload outside Kubernetes.'),
);
