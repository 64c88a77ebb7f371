/** VirtualService. https://istio.io/latest/docs/reference/config/networking/virtual-service/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atLeastOne } from '@/lib/config/model/field-types';
import type { Checked } from '@/lib/config/model/rule';
import { destination, someWeight, weight } from './destination';
import { isHostWithin } from './forms';
import { wildcardHost } from './host-fields';
import { istioObject } from './object';
import { refuse } from './rules';
import { exportTo } from './selection';
import { httpRoute } from './virtual-service-http';
import { gatewayNames, tcpMatch, tlsMatch } from './virtual-service-match';

const layer4Route = z
  .array(
    z.strictObject({
      destination: field(destination, 'Where connections go.'),
      weight: field(weight, 'Share in proportion to the other weights; the sum need not be 100.', {
        default: '0, or everything where it is the only destination',
      }).optional(),
    }),
  )
  .min(1)
  .check(someWeight());

const tls = z.strictObject({
  match: field(z.array(tlsMatch).min(1), 'Alternatives; the fields inside one entry must all hold.'),
  route: field(layer4Route, 'Destinations and their weights.'),
});

const tcp = z.strictObject({
  match: field(z.array(tcpMatch), 'Alternatives; the fields inside one entry must all hold.', {
    default: 'every connection',
  }).optional(),
  route: field(layer4Route, 'Destinations and their weights.'),
});

const spec = z
  .strictObject({
    hosts: field(
      z.array(wildcardHost()),
      'Hosts it speaks for, as callers write them; short names mean services in its namespace. Without hosts it is a delegate.',
      { names: 'host' },
    ).optional(),
    gateways: field(
      gatewayNames,
      'Gateways it is for, as namespace/name; `mesh` means calls inside the mesh.',
      {
        default: 'mesh',
        names: 'gateway',
      },
    ).optional(),
    http: field(
      z.array(httpRoute),
      'Rules for HTTP, asked from top to bottom; the first that fits decides.',
    ).optional(),
    tls: field(
      z.array(tls),
      'Rules for encrypted connections that are not ended here, by server name.',
    ).optional(),
    tcp: field(z.array(tcp), 'Rules for plain connections.').optional(),
    exportTo: field(exportTo(), 'Namespaces that see it: `.` its own, `*` all.', {
      default: '*, unless the mesh says otherwise',
      names: 'namespace',
    }).optional(),
  })
  .check(atLeastOne('http', 'tls', 'tcp'))
  .check((checked) => {
    const isDelegate = (checked.value.hosts ?? []).length === 0;
    if (isDelegate) checkDelegate(checked);
    else checkHosts(checked);
    checkClaims(checked);
  });

type Spec = z.infer<typeof spec>;

function checkDelegate(checked: Checked<Spec>): void {
  for (const name of ['gateways', 'tls', 'tcp'] as const) {
    if ((checked.value[name] ?? []).length > 0) {
      const message = `a VirtualService without hosts is a delegate, which has no ${name}; give it hosts`;
      refuse(checked, 'PER0041', message, [name]);
    }
  }
  for (const [index, route] of (checked.value.http ?? []).entries()) {
    if (route.delegate !== undefined) {
      refuse(checked, 'PER0041', 'a delegate cannot hand on to another one', ['http', index, 'delegate']);
    }
  }
}

function checkHosts(checked: Checked<Spec>): void {
  const { hosts = [], tls: rules = [] } = checked.value;
  for (const [index, host] of hosts.entries()) {
    const other = hosts.find(
      (earlier, at) => at < index && (isHostWithin(host, earlier) || isHostWithin(earlier, host)),
    );
    if (other !== undefined) {
      const message = other === host ? `${host} is listed twice` : `${host} and ${other} overlap; keep one`;
      refuse(checked, 'PER0040', message, ['hosts', index]);
    }
  }
  if (hosts.includes('*') && isForMesh(checked.value.gateways)) {
    const message = '"*" is allowed for gateways only; inside the mesh it would take every host';
    refuse(checked, 'PER0040', message, ['hosts', hosts.indexOf('*')]);
  }
  for (const [at, { match }] of rules.entries()) {
    for (const [entry, { sniHosts }] of match.entries()) {
      for (const [index, name] of sniHosts.entries()) {
        if (hosts.some((host) => isHostWithin(name, host))) continue;
        refuse(checked, 'PER0053', `${name} is not within hosts; add it there`, [
          'tls',
          at,
          'match',
          entry,
          'sniHosts',
          index,
        ]);
      }
    }
  }
}

function isForMesh(gateways: readonly string[] | undefined): boolean {
  return gateways === undefined || gateways.length === 0 || gateways.includes('mesh');
}

/** A token is read at gateways only, before the route is chosen. */
function checkClaims(checked: Checked<Spec>): void {
  const { gateways, hosts = [] } = checked.value;
  if (hosts.length === 0 || (gateways ?? []).some((name) => name !== 'mesh')) return;
  for (const [at, { match = [] }] of (checked.value.http ?? []).entries()) {
    for (const [entry, { headers = {}, gateways: own }] of match.entries()) {
      const claim = Object.keys(headers).find((name) => name.startsWith('@request.auth.'));
      if (claim === undefined || own !== undefined) continue;
      refuse(checked, 'PER0054', 'claims of a JWT are known at gateways only; name the gateway in gateways', [
        'http',
        at,
        'match',
        entry,
        'headers',
        claim,
      ]);
    }
  }
}

export const virtualServiceModel = istioObject(
  'VirtualService',
  field(spec, 'What the VirtualService does.'),
);
