/** Sidecar. https://istio.io/latest/docs/reference/config/networking/sidecar/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { portNumber } from '@/lib/config/model/field-types';
import { type Checked, repeated } from '@/lib/config/model/rule';
import { connectionPool } from './connection-pool';
import { destination } from './destination';
import { isDnsLabel, isIpAddress, namespacedHostFault } from './forms';
import { textWith } from './host-fields';
import { istioObject } from './object';
import { deprecatedTargetPort, protocol } from './port';
import { refuse } from './rules';
import { labelsSelector } from './selection';
import { serverTls } from './server-tls';

const portName = textWith('PER0025', (text) =>
  text === '' || isDnsLabel(text) ? null : `"${text}" is no name of a port: letters, digits and "-"`,
);

const port = z.strictObject({
  number: field(portNumber, 'Number of the port.', { names: 'port-number' }).optional(),
  protocol: protocol().optional(),
  name: field(portName, 'Name of the port.').optional(),
  targetPort: deprecatedTargetPort(),
});

const captureMode = () =>
  field(z.enum(['DEFAULT', 'IPTABLES', 'NONE']), 'How connections reach the listener.', {
    default: 'DEFAULT',
    values: {
      DEFAULT: 'as the mesh is set up',
      IPTABLES: 'they are redirected',
      NONE: 'the application calls the listener itself',
    },
  }).optional();

const defaultEndpoint = textWith('PER0078', (text) => {
  if (text === '') return null;
  if (text.startsWith('unix://'))
    return text.length > 'unix://'.length ? null : 'the path of the socket is missing';
  const isLocal = /^(?:127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\[::\]):\d{1,5}$/.test(text);
  return isLocal ? null : `"${text}" must be 127.0.0.1:port, 0.0.0.0:port, [::1]:port or unix:///path`;
});

const ingress = z
  .strictObject({
    port: field(port, 'Port that others call.'),
    bind: field(z.string(), 'Address it listens on.', { default: 'the addresses of the pod' }).optional(),
    captureMode: captureMode(),
    defaultEndpoint: field(defaultEndpoint, 'Where the application listens.', {
      default: 'the same port, as the caller asked for it',
    }).optional(),
    tls: field(serverTls, 'How TLS of callers from outside the mesh ends here.', {
      since: '1.15',
    }).optional(),
    connectionPool: field(connectionPool, 'Limits of connections and requests to the application.', {
      default: 'inboundConnectionPool',
      since: '1.22',
    }).optional(),
  })
  .check((checked) => {
    const mode = checked.value.tls?.mode;
    if (mode === 'ISTIO_MUTUAL' || mode === 'AUTO_PASSTHROUGH') {
      refuse(checked, 'PER0068', `${mode} is not for sidecars; mTLS of the mesh is there anyway`, [
        'tls',
        'mode',
      ]);
    }
  });

const egressHost = textWith('PER0022', (text) => {
  if (!text.includes('/')) return `"${text}" must be namespace/host, for example ./${text} or */${text}`;
  const [, host = ''] = text.split('/');
  if (isIpAddress(host)) return `"${host}" is an address; the proxy knows services by their host`;
  return namespacedHostFault(text, /^(?:[*.~]|~[-a-z0-9*.]+)$/);
});

const egressHosts = z
  .array(egressHost)
  .min(1)
  .check((checked) => {
    const hosts = checked.value;
    for (const index of repeated(hosts, (entry) => entry)) {
      refuse(checked, 'PER0098', `${hosts[index]} is listed twice`, [index]);
    }
    const all = hosts.indexOf('*/*');
    if (all >= 0 && hosts.length > 1) {
      const message = '*/* is every host already; leave the others out, or leave this one out';
      refuse(checked, 'PER0098', message, [all]);
    }
  });

const egress = z.strictObject({
  port: field(port, 'Port that the application calls.', {
    default: 'every port that has no listener of its own',
  }).optional(),
  bind: field(z.string(), 'Address or socket it listens on.', {
    default: 'the addresses of the services',
  }).optional(),
  captureMode: captureMode(),
  hosts: field(
    egressHosts,
    'Services that the proxy knows, as namespace/host: `.` the own namespace, `*` all, `~/*` none.',
    { names: 'host' },
  ),
});

const outboundTrafficPolicy = z
  .strictObject({
    mode: field(z.enum(['REGISTRY_ONLY', 'ALLOW_ANY']), 'What happens to calls of unknown hosts.', {
      default: 'as the mesh says, else ALLOW_ANY',
      values: {
        REGISTRY_ONLY: 'they are refused',
        ALLOW_ANY: 'they go through',
      },
    }).optional(),
    egressProxy: field(
      destination,
      'Where calls of unknown hosts are sent in place of the host itself.',
    ).optional(),
  })
  .check((checked) => {
    const { egressProxy } = checked.value;
    if (egressProxy !== undefined && egressProxy.port === undefined) {
      refuse(checked, 'PER0024', 'egressProxy needs the port of the service', ['egressProxy']);
    }
    if (egressProxy !== undefined && checked.value.mode !== 'ALLOW_ANY') {
      refuse(checked, 'PER0023', 'egressProxy goes with mode: ALLOW_ANY only', ['egressProxy']);
    }
  });

const fields = z.strictObject({
  workloadSelector: field(labelsSelector, 'Pods whose proxies it is for.', {
    default: 'every pod of the namespace',
  }).optional(),
  ingress: field(z.array(ingress), 'What others may call; replaces what the services say.', {
    default: 'the ports of the services',
  }).optional(),
  egress: field(z.array(egress), 'What the application may call; the proxy knows nothing else.', {
    default: 'everything that is exported to the namespace',
  }).optional(),
  outboundTrafficPolicy: field(outboundTrafficPolicy, 'Calls of hosts that the mesh does not know.', {
    default: 'as the mesh says',
  }).optional(),
  inboundConnectionPool: field(connectionPool, 'Limits of connections and requests to the application.', {
    since: '1.22',
  }).optional(),
});

type Fields = z.infer<typeof fields>;

const spec = fields.check((checked) => {
  const {
    workloadSelector,
    egress: out = [],
    ingress: into = [],
    outboundTrafficPolicy: policy,
  } = checked.value;
  const isEmpty = workloadSelector === undefined && out.length === 0 && into.length === 0;
  if (isEmpty && policy === undefined && checked.value.inboundConnectionPool === undefined) {
    refuse(
      checked,
      'PER0077',
      'give at least one of workloadSelector, egress, ingress, outboundTrafficPolicy',
    );
  }
  checkPorts(checked, 'ingress', checked.value.ingress ?? []);
  checkPorts(checked, 'egress', checked.value.egress ?? []);
  checkOpenListener(checked);
});

interface Listener {
  readonly port?: { readonly number?: number | undefined } | undefined;
  readonly bind?: string | undefined;
}

function checkPorts(checked: Checked<Fields>, name: string, listeners: readonly Listener[]): void {
  const key = ({ port: own, bind = '' }: Listener) =>
    own?.number === undefined ? null : `${bind}:${own.number}`;
  for (const index of repeated(listeners, key)) {
    refuse(checked, 'PER0076', 'another listener has the same port', [name, index, 'port']);
  }
  for (const [index, { port: own, bind }] of listeners.entries()) {
    const isSocket = bind?.startsWith('unix://') === true;
    if (own?.number !== undefined && bind !== undefined && bind !== '' && !isIpAddress(bind)) {
      const message = isSocket ? 'a socket has no port number' : `"${bind}" is no IP address`;
      refuse(checked, 'PER0076', message, [name, index, 'bind']);
    }
    if (own !== undefined && own.number === undefined && !isSocket) {
      refuse(checked, 'PER0076', 'the port has no number', [name, index, 'port']);
    }
  }
}

/** The listener without a port takes what is left, so there is one, and it is the last. */
function checkOpenListener(checked: Checked<Fields>): void {
  const listeners = checked.value.egress ?? [];
  const open = listeners.flatMap(({ port: own }, index) => (own === undefined ? [index] : []));
  const [first, second] = open;
  if (second !== undefined) {
    refuse(checked, 'PER0076', 'only one listener may be without a port', ['egress', second]);
  } else if (first !== undefined && first !== listeners.length - 1) {
    refuse(checked, 'PER0076', 'the listener without a port takes what is left, so it is the last', [
      'egress',
      first,
    ]);
  }
}

export const sidecarModel = istioObject(
  'Sidecar',
  field(spec, 'What the proxies beside some pods know and let in.'),
);
