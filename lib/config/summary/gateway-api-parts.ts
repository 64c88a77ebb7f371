/** The small kinds of the Gateway API: classes, grants, TLS to backends, sets of listeners. */
import { type Fields, fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { type Explanation, listed, plural } from './explanation';

export function explainGatewayClass(object: StoredObject): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const controller = textAt(spec, 'controllerName') ?? '?';
  const description = textAt(spec, 'description');
  return {
    headline: `Gateways of class \`${object.id.name}\` are run by \`${controller}\`.`,
    sections:
      description === null
        ? []
        : [{ title: 'In its own words', statements: [{ text: description, path: ['spec', 'description'] }] }],
    line: controller,
  };
}

export function explainReferenceGrant(object: StoredObject): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const from = fieldsListAt(spec, 'from');
  const to = fieldsListAt(spec, 'to');
  const namespace = object.id.namespace ?? '';
  return {
    headline: `Lets other namespaces refer to objects of \`${namespace}\`.`,
    sections: [
      {
        title: 'Who may refer',
        statements: from.map((entry, index) => ({
          text: `${textAt(entry, 'kind') ?? 'Objects'} of \`${textAt(entry, 'namespace') ?? '?'}\`.`,
          path: ['spec', 'from', index],
        })),
      },
      {
        title: 'To what',
        statements: to.map((entry, index) => ({ text: targetText(entry), path: ['spec', 'to', index] })),
      },
    ].filter((section) => section.statements.length > 0),
    line: `${kinds(from)} of ${[...new Set(from.map((entry) => textAt(entry, 'namespace') ?? '?'))].join(', ')} to ${kinds(to)}`,
  };
}

function kinds(entries: readonly Fields[]): string {
  return [...new Set(entries.map((entry) => textAt(entry, 'kind') ?? '?'))].join(', ');
}

function targetText(entry: Fields): string {
  const name = textAt(entry, 'name');
  const kind = textAt(entry, 'kind') ?? 'object';
  return name === null ? `Every ${kind}.` : `${kind} \`${name}\`.`;
}

export function explainBackendTlsPolicy(object: StoredObject): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const targets = fieldsListAt(spec, 'targetRefs').map((target) => textAt(target, 'name') ?? '?');
  const validation = fieldsAt(spec, 'validation');
  const host = textAt(validation, 'hostname') ?? '?';
  const bundles = fieldsListAt(validation, 'caCertificateRefs').map(
    (reference) => `${textAt(reference, 'kind') ?? 'ConfigMap'} ${textAt(reference, 'name') ?? '?'}`,
  );
  return {
    headline: `Gateways open TLS to ${listed(targets)} and ask for a certificate of \`${host}\`.`,
    sections: [
      {
        title: 'What is trusted',
        statements: [
          bundles.length > 0
            ? {
                text: `Certificates signed by ${listed(bundles)}.`,
                path: ['spec', 'validation', 'caCertificateRefs'],
              }
            : {
                text: 'Certificates that the system trusts.',
                path: ['spec', 'validation', 'wellKnownCACertificates'],
              },
        ],
      },
    ],
    line: `TLS to ${targets.join(', ')} as ${host}`,
  };
}

export function explainListenerSet(object: StoredObject): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const parent = fieldsAt(spec, 'parentRef');
  const listeners = fieldsListAt(spec, 'listeners');
  return {
    headline: `Adds ${plural(listeners.length, 'listener')} to Gateway \`${textAt(parent, 'name') ?? '?'}\`.`,
    sections: [
      {
        title: 'Listeners',
        statements: listeners.map((listener, index) => ({
          text: `\`${textAt(listener, 'name') ?? '?'}\` takes ${textAt(listener, 'protocol') ?? '?'} on port ${numberAt(listener, 'port') ?? '?'} for ${hostOf(listener)}.`,
          path: ['spec', 'listeners', index],
        })),
      },
    ].filter((section) => section.statements.length > 0),
    line: listeners
      .map((listener) => `${textAt(listener, 'protocol') ?? '?'} ${numberAt(listener, 'port') ?? '?'}`)
      .join('; '),
  };
}

function hostOf(listener: Fields): string {
  const host = textAt(listener, 'hostname');
  return host === null ? 'every host' : `\`${host}\``;
}
