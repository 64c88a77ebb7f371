/** ServiceEntry. https://istio.io/latest/docs/reference/config/networking/service-entry/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atMostOne, portNumber } from '@/lib/config/model/field-types';
import { type Checked, repeated } from '@/lib/config/model/rule';
import { exactHostFault, isIpAddress, wildcardHostFault } from './forms';
import { dnsLabel, subnet, textWith } from './host-fields';
import { istioObject } from './object';
import { namesItsHost, protocol } from './port';
import { refuse } from './rules';
import { exportTo, labelsSelector } from './selection';
import { checkAddress, type Workload, workload } from './workload-entry';

const host = textWith('PER0022', (text) =>
  text === '*'
    ? 'an entry cannot stand for every host; name them'
    : isIpAddress(text)
      ? `"${text}" is an address; make up a host for it and give the address in addresses or endpoints`
      : wildcardHostFault(text),
);

const ports = z
  .array(
    z.strictObject({
      number: field(portNumber, 'Port that callers use.', { names: 'port-number' }),
      name: field(dnsLabel('name of a port'), 'Name of the port, unique in the entry.'),
      protocol: protocol().optional(),
      targetPort: field(portNumber, 'Port of the endpoints.', { default: 'the same as number' }).optional(),
    }),
  )
  .max(256)
  .check((checked) => {
    for (const index of repeated(checked.value, (port) => port.name)) {
      refuse(checked, 'PER0031', 'the name is used by another port of the entry', [index, 'name']);
    }
    for (const index of repeated(checked.value, (port) => String(port.number))) {
      refuse(checked, 'PER0031', 'the number is used by another port of the entry', [index, 'number']);
    }
  });

const fields = z.strictObject({
  hosts: field(z.array(host).min(1).max(256), 'Hosts that callers use; `*.` at the front is allowed.', {
    names: 'host',
  }),
  addresses: field(z.array(subnet()).max(256), 'Addresses that callers use, or ranges of them.', {
    default: 'one is made up where DNS is caught by the proxy',
  }).optional(),
  ports: field(ports, 'Ports that callers use.').optional(),
  location: field(
    z.enum(['MESH_EXTERNAL', 'MESH_INTERNAL']),
    'Whether the service has proxies of this mesh.',
    {
      default: 'MESH_EXTERNAL',
      values: {
        MESH_EXTERNAL: 'outside: no mTLS of the mesh, metrics at the caller',
        MESH_INTERNAL: 'part of the mesh, such as virtual machines',
      },
    },
  ).optional(),
  resolution: field(
    z.enum(['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS']),
    'How the addresses of the service are found.',
    {
      default: 'NONE',
      values: {
        NONE: 'connections go to the address that the caller asked for',
        STATIC: 'the addresses in endpoints',
        DNS: 'asked for in the background; every address gets requests',
        DNS_ROUND_ROBIN: 'asked for in the background; new connections go to the first address',
        DYNAMIC_DNS: 'asked for by the name of each request; for wildcard hosts',
      },
    },
  ).optional(),
  endpoints: field(z.array(workload).max(4096), 'Who answers.').optional(),
  workloadSelector: field(
    labelsSelector,
    'Pods and WorkloadEntries of the namespace that answer.',
  ).optional(),
  exportTo: field(exportTo(true), 'Namespaces that see it: `.` its own, `*` all, `~` none.', {
    default: '*, unless the mesh says otherwise',
    names: 'namespace',
  }).optional(),
  subjectAltNames: field(z.array(z.string()), 'Names that the servers’ certificates may have.', {
    default: 'the host that was called',
  }).optional(),
});

type Fields = z.infer<typeof fields>;

const spec = fields.check(atMostOne('endpoints', 'workloadSelector')).check((checked) => {
  checkAddresses(checked);
  checkHosts(checked);
  checkEndpoints(checked);
});

function checkAddresses(checked: Checked<Fields>): void {
  const { addresses = [], resolution = 'NONE' } = checked.value;
  const range = addresses.findIndex((entry) => entry.includes('/'));
  if (range >= 0 && resolution !== 'NONE' && resolution !== 'STATIC') {
    const message = 'ranges of addresses are for resolution NONE or STATIC';
    refuse(checked, 'PER0073', message, ['addresses', range]);
  }
  if (resolution === 'DYNAMIC_DNS' && addresses.length > 0) {
    refuse(checked, 'PER0073', 'DYNAMIC_DNS finds the addresses itself; leave addresses out', ['addresses']);
  }
}

function checkHosts(checked: Checked<Fields>): void {
  const { hosts, ports: own = [], resolution = 'NONE', endpoints = [] } = checked.value;
  if (isDns(resolution) && endpoints.length === 0) {
    for (const [index, name] of hosts.entries()) {
      const why = isIpAddress(name) ? null : exactHostFault(name);
      if (why !== null && name.includes('*')) {
        const message = `${name} cannot be asked for in DNS; give endpoints, or use resolution DYNAMIC_DNS`;
        refuse(checked, 'PER0073', message, ['hosts', index]);
      }
    }
  }
  const nameless = own.findIndex((port) => !namesItsHost(port.protocol ?? ''));
  if (hosts.length > 1 && resolution !== 'NONE' && nameless >= 0) {
    const spoken = own[nameless]?.protocol || 'TCP';
    const message = `several hosts on one ${spoken} port cannot be told apart; make one entry for each`;
    refuse(checked, 'PER0073', message, ['ports', nameless, 'protocol']);
  }
  if (resolution === 'DYNAMIC_DNS') checkDynamic(checked);
}

/** Protocols whose requests name the host that is to be asked for. */
const DYNAMIC = ['HTTP', 'HTTP2', 'GRPC', 'TLS'];

function checkDynamic(checked: Checked<Fields>): void {
  const { hosts, ports: own = [] } = checked.value;
  for (const [index, name] of hosts.entries()) {
    if (name.startsWith('*')) continue;
    const message = `DYNAMIC_DNS is for wildcard hosts; for ${name} alone use resolution DNS`;
    refuse(checked, 'PER0073', message, ['hosts', index]);
  }
  const nameless = own.findIndex((port) => !DYNAMIC.includes((port.protocol ?? '').toUpperCase()));
  if (nameless >= 0) {
    const message = `DYNAMIC_DNS needs the host of each request; the protocol is one of ${DYNAMIC.join(', ')}`;
    refuse(checked, 'PER0073', message, ['ports', nameless, 'protocol']);
  }
}

function isDns(resolution: string): boolean {
  return resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN';
}

function checkEndpoints(checked: Checked<Fields>): void {
  const { endpoints = [], resolution = 'NONE', ports: own = [] } = checked.value;
  if (endpoints.length > 0 && (resolution === 'NONE' || resolution === 'DYNAMIC_DNS')) {
    const instead = resolution === 'NONE' ? '; use STATIC for addresses, DNS for names' : '';
    refuse(checked, 'PER0074', `resolution ${resolution} has no endpoints${instead}`, ['endpoints']);
    return;
  }
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1) {
    refuse(checked, 'PER0074', 'DNS_ROUND_ROBIN has at most one endpoint', ['endpoints', 1]);
  }
  const names = new Set(own.map((port) => port.name));
  for (const [index, endpoint] of endpoints.entries()) {
    const path = ['endpoints', index];
    checkAddress(checked, endpoint, path);
    checkKind(checked, endpoint, resolution, path);
    for (const name of Object.keys(endpoint.ports ?? {})) {
      if (!names.has(name))
        refuse(checked, 'PER0075', `the entry has no port ${name}`, [...path, 'ports', name]);
    }
  }
}

function checkKind(
  checked: Checked<Fields>,
  { address = '' }: Workload,
  resolution: string,
  path: readonly (string | number)[],
): void {
  const isSocket = address.startsWith('unix://');
  if (resolution === 'STATIC' && address !== '' && !isSocket && !isIpAddress(address)) {
    refuse(checked, 'PER0074', `${address} is a name; STATIC takes IP addresses, DNS names`, [
      ...path,
      'address',
    ]);
  }
  if (isSocket && (checked.value.ports ?? []).length !== 1) {
    refuse(checked, 'PER0074', 'a socket answers on exactly one port of the entry', [...path, 'address']);
  }
  if (isDns(resolution) && isSocket) {
    refuse(checked, 'PER0074', 'sockets are for resolution STATIC', [...path, 'address']);
  }
}

export const serviceEntryModel = istioObject(
  'ServiceEntry',
  field(spec, 'A service that Kubernetes does not know, as callers in the mesh see it.'),
);
