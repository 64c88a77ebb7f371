/** Listeners: what a Gateway, or a ListenerSet for it, serves on which port. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { portNumber } from '@/lib/config/model/field-types';
import { type Checked, repeated } from '@/lib/config/model/rule';
import { labelSelector } from './label-selector';
import { apiGroup, hostname, kindName, sectionName, textOf } from './names';
import { secretReference } from './references';
import { refuse } from './rules';

const MAX_LISTENERS = 64;
const PROTOCOL =
  /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$|^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9]+$/;

const allowedRoutes = z.strictObject({
  namespaces: field(
    z.strictObject({
      from: field(z.enum(['All', 'Selector', 'Same']), 'From which namespaces routes may attach.', {
        default: 'Same',
        values: {
          All: 'routes of every namespace',
          Selector: 'routes of the namespaces that selector chooses',
          Same: 'only routes of the Gateway’s own namespace',
        },
      }).optional(),
      selector: field(
        labelSelector,
        'Namespaces by their labels; looked at with from: Selector only.',
      ).optional(),
    }),
    'Namespaces whose routes may attach.',
    { default: 'from: Same' },
  ).optional(),
  kinds: field(
    z
      .array(
        z.strictObject({
          group: field(apiGroup(), 'API group of the kind.', {
            default: 'gateway.networking.k8s.io',
          }).optional(),
          kind: field(kindName(), 'Kind of route, for example HTTPRoute.'),
        }),
      )
      .max(8),
    'Kinds of routes that may attach.',
    { default: 'those that fit the protocol' },
  ).optional(),
});

const listenerTls = z
  .strictObject({
    mode: field(z.enum(['Terminate', 'Passthrough']), 'Where TLS ends.', {
      default: 'Terminate',
      values: {
        Terminate: 'here, with the certificates of certificateRefs',
        Passthrough: 'at the backend; the Gateway only reads the server name (TLS listeners only)',
      },
    }).optional(),
    certificateRefs: field(
      z.array(secretReference).max(64),
      'Secrets (type kubernetes.io/tls) with certificate and key, for mode Terminate.',
    ).optional(),
    options: field(
      tlsOptions(),
      'Settings of the implementation, such as gateway.istio.io/tls-terminate-mode: MUTUAL with Istio.',
    ).optional(),
  })
  .check(needsCertificate);

export function tlsOptions() {
  return z.record(z.string(), z.string().max(4096)).check((checked) => {
    if (Object.keys(checked.value).length > 16)
      refuse(checked, 'PER0926', 'more than 16 entries are not accepted');
  });
}

type ListenerTls = z.infer<typeof listenerTls>;

function needsCertificate(checked: Checked<ListenerTls>): void {
  const { mode = 'Terminate', certificateRefs = [], options = {} } = checked.value;
  if (mode !== 'Terminate' || certificateRefs.length > 0 || Object.keys(options).length > 0) return;
  refuse(checked, 'PER0903', 'TLS that ends here needs certificateRefs (a Secret with certificate and key)');
}

const listener = z.strictObject({
  name: field(sectionName(), 'Name that routes refer to as sectionName; unique among the listeners.'),
  hostname: field(
    hostname(),
    'Host that is served, a wildcard like *.example.com for every host below; TLS chooses by it too. Not for TCP and UDP.',
    { default: 'every host', names: 'host' },
  ).optional(),
  port: field(portNumber, 'Port that is listened on.'),
  protocol: field(
    textOf(PROTOCOL, 255, (value) => `"${value}" is no protocol; use HTTP, HTTPS, TLS, TCP or UDP`),
    'What is spoken: HTTP, HTTPS, TLS, TCP, UDP, or a name of the implementation such as HBONE for Istio’s waypoints.',
  ),
  tls: field(listenerTls, 'Encryption towards the caller; for HTTPS and TLS listeners.').optional(),
  allowedRoutes: field(allowedRoutes, 'Which routes may attach to this listener.', {
    default: 'routes of the same namespace',
  }).optional(),
});

type Listener = z.infer<typeof listener>;

export const listeners = () =>
  field(
    z.array(listener).min(1).max(MAX_LISTENERS).check(eachFits, namesDiffer, placesDiffer),
    'Ports, protocols and hosts that are served; one entry per combination.',
  );

function eachFits(checked: Checked<Listener[]>): void {
  for (const [index, { protocol, tls, hostname: host }] of checked.value.entries()) {
    const isPlain = protocol === 'HTTP' || protocol === 'TCP' || protocol === 'UDP';
    if (isPlain && tls !== undefined) {
      refuse(checked, 'PER0903', `${protocol} is not encrypted here; tls is for HTTPS and TLS listeners`, [
        index,
        'tls',
      ]);
    }
    if (protocol === 'HTTPS' && tls?.mode === 'Passthrough') {
      const message = 'an HTTPS listener ends TLS itself; Passthrough is for protocol TLS';
      refuse(checked, 'PER0903', message, [index, 'tls', 'mode']);
    }
    if (protocol === 'TLS' && tls === undefined) {
      refuse(checked, 'PER0903', 'a TLS listener needs tls with its mode, Terminate or Passthrough', [index]);
    }
    if ((protocol === 'TCP' || protocol === 'UDP') && host !== undefined) {
      refuse(checked, 'PER0904', `${protocol} knows no host names; remove it`, [index, 'hostname']);
    }
  }
}

function namesDiffer(checked: Checked<Listener[]>): void {
  for (const index of repeated(checked.value, ({ name }) => name)) {
    const name = checked.value[index]?.name;
    refuse(checked, 'PER0901', `the listener ${name} is given twice; each name once`, [index, 'name']);
  }
}

function placesDiffer(checked: Checked<Listener[]>): void {
  const place = ({ port, protocol, hostname: host }: Listener) => `${port} ${protocol} ${host ?? ''}`;
  for (const index of repeated(checked.value, place)) {
    const entry = checked.value[index];
    const where = `port ${entry?.port}, ${entry?.protocol}${entry?.hostname === undefined ? ' and every host' : ` and ${entry.hostname}`}`;
    refuse(checked, 'PER0902', `${where} is served by another listener already`, [index, 'port']);
  }
}
