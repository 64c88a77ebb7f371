/** Conditions of a rule of a VirtualService. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { portNumber } from '@/lib/config/model/field-types';
import { isDnsLabel, isHeaderName, isObjectName } from './forms';
import { dnsLabel, subnet } from './host-fields';
import { refuse } from './rules';
import { givenLabels } from './selection';
import { stringMatch, uriMatch } from './string-match';

/** `mesh`, a name in the own namespace, or `namespace/name`; dotted names are the old form. */
export const gatewayNames = z.array(z.string()).check((checked) => {
  for (const [index, name] of checked.value.entries()) {
    const parts = name.split('/');
    const isOld = parts.length === 1 && name.includes('.') && isObjectName(name);
    if (isOld)
      refuse(checked, 'PER0057', `write ${name.split('.')[1]}/${name.split('.')[0]} for ${name}`, [index]);
    else if (!isGatewayName(parts)) {
      refuse(checked, 'PER0025', `"${name}" names no gateway; write name, namespace/name or mesh`, [index]);
    }
  }
});

function isGatewayName(parts: readonly string[]): boolean {
  const [first = '', second] = parts;
  if (parts.length > 2) return false;
  return second === undefined ? isObjectName(first) : isDnsLabel(first) && isObjectName(second);
}

const headerMatches = z.record(z.string(), stringMatch).check((checked) => {
  for (const name of Object.keys(checked.value)) {
    if (!isHeaderName(name) && !name.startsWith('@request.auth.')) {
      refuse(checked, 'PER0030', `"${name}" is no header name: letters, digits and "-", no blanks`, [name]);
    }
  }
});

const source = {
  sourceLabels: field(
    givenLabels(),
    'Labels of the calling pod, all of them; ignored where gateways are named.',
    {
      names: 'label-key',
    },
  ).optional(),
  sourceNamespace: field(
    dnsLabel('namespace'),
    'Namespace of the caller; ignored where gateways are named.',
    {
      names: 'namespace',
    },
  ).optional(),
  gateways: field(gatewayNames, 'Gateways that the condition is for, in place of those at the top.', {
    names: 'gateway',
  }).optional(),
};

export const httpMatch = z.strictObject({
  name: field(z.string(), 'Name of the condition, joined to that of the rule in logs.').optional(),
  uri: field(uriMatch, 'Path of the request, without the query.', { default: 'every path' }).optional(),
  ignoreUriCase: field(z.boolean(), 'Compares exact and prefix paths without regard to case.', {
    default: 'false',
  }).optional(),
  scheme: field(stringMatch, 'http or https, case-sensitive.').optional(),
  method: field(stringMatch, 'HTTP method, in capitals.').optional(),
  authority: field(stringMatch, 'Host of the request, case-sensitive.').optional(),
  headers: field(
    headerMatches,
    'Conditions on request headers by name, in lower case; all must hold. `{}` means that the header is there. Names that begin with `@request.auth.claims` read a JWT.',
  ).optional(),
  withoutHeaders: field(
    headerMatches,
    'The same as headers, turned round: the request must not match any. A missing header counts as empty text.',
  ).optional(),
  queryParams: field(
    z.record(z.string(), stringMatch),
    'Conditions on query parameters by name; all must hold.',
  ).optional(),
  port: field(portNumber, 'Port of the service that is called.', { names: 'port-number' }).optional(),
  ...source,
  statPrefix: field(z.string(), 'Makes the proxy count the requests of the rule under this name.', {
    since: '1.20',
  }).optional(),
});

const layer4 = {
  destinationSubnets: field(
    z.array(subnet()),
    'Addresses that are called, with or without prefix length.',
  ).optional(),
  port: field(portNumber, 'Port of the service that is called.', { names: 'port-number' }).optional(),
  ...source,
};

export const tlsMatch = z.strictObject({
  sniHosts: field(
    z.array(z.string()).min(1),
    'Server names asked for (SNI), each within a host of this object.',
    {
      names: 'host',
    },
  ),
  ...layer4,
});

export const tcpMatch = z.strictObject({
  ...layer4,
  sourceSubnet: field(z.string(), 'Address of the caller.', { deprecated: 'it has no effect' }).optional(),
});
