/**
 * BackendTLSPolicy: TLS from a gateway to the backends of a Service.
 * https://gateway-api.sigs.k8s.io/reference/spec/#backendtlspolicy
 */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { objectModel } from '@/lib/config/model/field-types';
import type { Checked } from '@/lib/config/model/rule';
import { tlsOptions } from './listener';
import { apiGroup, hostname, kindName, objectName, preciseHostname, sectionName, textOf } from './names';
import { localReference } from './references';
import { refuse } from './rules';

const URI = /^[^:/?#]+:(?:\/\/[^/?#]*)?[^?#]*(?:\?[^#]*)?(?:#.*)?$/;
const WELL_KNOWN =
  /^(?:System|[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])$/;

const targetRef = z.strictObject({
  group: field(apiGroup(), 'API group of the target; "" for a Service.'),
  kind: field(kindName(), 'Kind of the target: Service, or ServiceEntry with Istio.'),
  name: field(objectName(), 'Name of the target, in the policy’s own namespace.', { names: 'service' }),
  sectionName: field(sectionName(), 'Name of one port of the Service.', {
    default: 'every port',
    names: 'port-name',
  }).optional(),
});

type TargetRef = z.infer<typeof targetRef>;

function distinctTargets(checked: Checked<TargetRef[]>): void {
  const target = ({ group, kind, name }: TargetRef) => `${group}/${kind}/${name}`;
  for (const [index, entry] of checked.value.entries()) {
    const others = checked.value.slice(0, index).filter((other) => target(other) === target(entry));
    const isMixed = others.some(
      (other) => (other.sectionName === undefined) !== (entry.sectionName === undefined),
    );
    const isRepeated = others.some((other) => other.sectionName === entry.sectionName);
    if (isMixed) {
      refuse(
        checked,
        'PER0905',
        `refers to ${entry.name} more than once; give each such entry a sectionName`,
        [index],
      );
    } else if (isRepeated) {
      refuse(checked, 'PER0905', `refers to the same part of ${entry.name} twice; keep one`, [index]);
    }
  }
}

const subjectAltName = z
  .strictObject({
    type: field(z.enum(['Hostname', 'URI']), 'Which form the name has.', {
      values: { Hostname: 'a DNS name, in hostname', URI: 'a URI such as a SPIFFE id, in uri' },
    }),
    hostname: field(hostname(), 'DNS name in the certificate; a wildcard for every host below.').optional(),
    uri: field(
      textOf(URI, 253, (value) => `"${value}" is no URI; write for example spiffe://cluster.local/ns/a/sa/b`),
      'URI in the certificate, for example a SPIFFE id.',
    ).optional(),
  })
  .check((checked) => {
    const { type } = checked.value;
    const wanted = type === 'Hostname' ? 'hostname' : 'uri';
    const other = type === 'Hostname' ? 'uri' : 'hostname';
    if (checked.value[wanted] === undefined) refuse(checked, 'PER0923', `type ${type} needs ${wanted}`);
    if (checked.value[other] !== undefined) {
      refuse(checked, 'PER0923', `${other} does not fit type ${type}; remove it or change the type`, [other]);
    }
  });

const validation = z
  .strictObject({
    hostname: field(
      preciseHostname(),
      'Name that is asked for (SNI), and that the backend’s certificate must have unless subjectAltNames says others.',
    ),
    caCertificateRefs: field(
      z.array(localReference).max(8),
      'ConfigMaps with the authorities (key ca.crt) that the backend’s certificate must come from.',
    ).optional(),
    wellKnownCACertificates: field(
      textOf(WELL_KNOWN, 253, (value) => `"${value}" is not known; use System`),
      'Trusts a known set of authorities instead: System is that of the proxy’s system.',
      { values: { System: 'the authorities that the proxy’s system trusts' } },
    ).optional(),
    subjectAltNames: field(
      z.array(subjectAltName).max(5),
      'Names of which the backend’s certificate must have one; hostname is then only asked for.',
      { since: 'v1.2' },
    ).optional(),
  })
  .check((checked) => {
    const { caCertificateRefs = [], wellKnownCACertificates } = checked.value;
    const isListed = caCertificateRefs.length > 0;
    const isKnown = wellKnownCACertificates !== undefined;
    if (isListed && isKnown) {
      const message = 'excludes caCertificateRefs; keep one of them';
      refuse(checked, 'PER0922', message, ['wellKnownCACertificates']);
    }
    if (!isListed && !isKnown) {
      refuse(checked, 'PER0922', 'needs caCertificateRefs, or wellKnownCACertificates: System');
    }
  });

const spec = z.strictObject({
  targetRefs: field(
    z.array(targetRef).min(1).max(16).check(distinctTargets),
    'Services of the same namespace that are called with TLS.',
  ),
  validation: field(validation, 'What the backend’s certificate must be like.'),
  options: field(tlsOptions(), 'Settings of the implementation.').optional(),
});

export const backendTlsPolicyModel = objectModel('BackendTLSPolicy', spec);
