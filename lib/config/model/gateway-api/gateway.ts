/** Gateway of the Gateway API. https://gateway-api.sigs.k8s.io/reference/spec/#gateway */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { objectModel, portNumber } from '@/lib/config/model/field-types';
import { type Checked, repeated } from '@/lib/config/model/rule';
import { labelSelector } from './label-selector';
import { listeners } from './listener';
import { attributeKeyFault, isHostname, textOf } from './names';
import { localReference, objectReference, secretReference } from './references';
import { refuse } from './rules';

const LABEL_VALUE = /^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const ADDRESS_TYPE =
  /^(?:Hostname|IPAddress|NamedAddress)$|^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

const address = z
  .strictObject({
    type: field(
      textOf(ADDRESS_TYPE, 253, (value) => `"${value}" is no type; use IPAddress or Hostname`),
      'IPAddress, Hostname, or a type of the implementation.',
      { default: 'IPAddress', values: { IPAddress: 'an IPv4 or IPv6 address', Hostname: 'a DNS name' } },
    ).optional(),
    value: field(
      z.string().max(253),
      'The address itself. With Istio a Hostname names the Service of a gateway that exists already. Left out, the implementation chooses one.',
    ).optional(),
  })
  .check((checked) => {
    const { type, value } = checked.value;
    if (type === 'Hostname' && value !== undefined && !isHostname(value)) {
      refuse(checked, 'PER0925', `"${value}" is no host name`, ['value']);
    }
  });

const addresses = z
  .array(address)
  .max(16)
  .check((checked) => {
    const keyOf = ({ type = 'IPAddress', value }: z.infer<typeof address>) =>
      value === undefined || (type !== 'IPAddress' && type !== 'Hostname') ? null : `${type} ${value}`;
    for (const index of repeated(checked.value, keyOf)) {
      refuse(checked, 'PER0925', 'this address is given twice', [index, 'value']);
    }
  });

function attributes(value: z.ZodString | ReturnType<typeof textOf>, atMost: number, what: string) {
  return z.record(z.string(), value).check((checked: Checked<Record<string, string>>) => {
    const keys = Object.keys(checked.value);
    if (keys.length > atMost) refuse(checked, 'PER0924', `at most ${atMost} ${what} are accepted`);
    for (const key of keys) {
      const fault = attributeKeyFault(key);
      if (fault !== null) refuse(checked, 'PER0924', fault, [key]);
    }
  });
}

const infrastructure = z.strictObject({
  labels: field(
    attributes(
      textOf(LABEL_VALUE, 63, (value) => `"${value}" is no value of a label`, 'PER0924'),
      8,
      'labels',
    ),
    'Labels put on what is created for the Gateway: with Istio its Deployment, Service and pods.',
    { since: 'v1.2' },
  ).optional(),
  annotations: field(
    attributes(z.string().max(4096), 16, 'annotations'),
    'Annotations put on what is created for the Gateway.',
    { since: 'v1.2' },
  ).optional(),
  parametersRef: field(
    localReference,
    'Object with settings of the implementation; with Istio a ConfigMap that overlays Deployment and Service.',
    { since: 'v1.2' },
  ).optional(),
});

const allowedListeners = z.strictObject({
  namespaces: field(
    z.strictObject({
      from: field(
        z.enum(['All', 'Selector', 'Same', 'None']),
        'From which namespaces ListenerSets may attach.',
        {
          default: 'None',
          values: {
            All: 'every namespace',
            Selector: 'those that selector chooses',
            Same: 'the Gateway’s own',
            None: 'nowhere',
          },
        },
      ).optional(),
      selector: field(labelSelector, 'Namespaces by labels; with from: Selector only.').optional(),
    }),
    'Namespaces whose ListenerSets may attach.',
    { default: 'from: None' },
  ).optional(),
});

const clientValidation = z.strictObject({
  caCertificateRefs: field(
    z.array(objectReference).min(1).max(16),
    'ConfigMaps (or Secrets) with the authorities that a client’s certificate must come from, key ca.crt.',
  ),
  mode: field(
    z.enum(['AllowValidOnly', 'AllowInsecureFallback']),
    'What happens without a valid client certificate.',
    {
      default: 'AllowValidOnly',
      since: 'v1.4',
      values: {
        AllowValidOnly: 'the connection is refused',
        AllowInsecureFallback: 'the connection is accepted; the backend must decide',
      },
    },
  ).optional(),
});

const frontendTls = z.strictObject({
  validation: field(clientValidation, 'Checks the certificates of clients (mutual TLS).').optional(),
});

const gatewayTls = z.strictObject({
  backend: field(
    z.strictObject({
      clientCertificateRef: field(
        secretReference,
        'Secret with the certificate that the Gateway shows to backends that ask for one.',
      ).optional(),
    }),
    'TLS towards backends.',
    { since: 'v1.4' },
  ).optional(),
  frontend: field(
    z.strictObject({
      default: field(frontendTls, 'What holds for every HTTPS listener whose port perPort does not name.'),
      perPort: field(
        z
          .array(
            z.strictObject({
              port: field(portNumber, 'Port whose HTTPS listeners this is for.'),
              tls: field(frontendTls, 'What holds on that port instead of the default.'),
            }),
          )
          .max(64)
          .check((checked) => {
            for (const index of repeated(checked.value, ({ port }) => String(port))) {
              refuse(checked, 'PER0901', 'this port is given twice; each once', [index, 'port']);
            }
          }),
        'Settings of single ports.',
      ).optional(),
    }),
    'TLS towards callers, for all HTTPS listeners.',
    { since: 'v1.4' },
  ).optional(),
});

const spec = z.strictObject({
  gatewayClassName: field(
    z.string().min(1).max(253),
    'Which controller runs it: istio for an ingress or egress gateway, istio-waypoint for a waypoint.',
    { names: 'gateway-class' },
  ),
  listeners: listeners(),
  addresses: field(addresses, 'Addresses that are asked for.', {
    default: 'chosen by the implementation',
  }).optional(),
  infrastructure: field(infrastructure, 'What is put on the objects that are created for the Gateway.', {
    since: 'v1.2',
  }).optional(),
  allowedListeners: field(allowedListeners, 'Which ListenerSets may add listeners.', {
    default: 'none',
    since: 'v1.5',
  }).optional(),
  tls: field(gatewayTls, 'TLS for the whole Gateway: client certificates, and its own towards backends.', {
    since: 'v1.4',
  }).optional(),
  defaultScope: field(
    z.enum(['All', 'None']),
    'Experimental: makes it a default for routes that set useDefaultGateways.',
    { default: 'None', since: 'v1.4', values: { All: 'for every route that asks', None: 'for none' } },
  ).optional(),
});

export const kubernetesGatewayModel = objectModel('Gateway', spec);
