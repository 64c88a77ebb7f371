/** What a ServiceEntry adds to the mesh's registry, and the workloads that stand for machines. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  optionalFieldsAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { labelsText, selectorLabels } from './audience';
import { type Explanation, listed, plural, type Statement } from './explanation';

const RESOLUTIONS: Readonly<Record<string, string>> = {
  NONE: 'Connections go to the address that the caller asked for.',
  STATIC: 'Connections go to the addresses that are listed.',
  DNS: 'Names are looked up in DNS, and every address that comes back is used.',
  DNS_ROUND_ROBIN: 'Names are looked up in DNS, and the first address is used for each new connection.',
  DYNAMIC_DNS: 'The name that a request asks for is looked up in DNS when it comes.',
};

export function explainServiceEntry(object: StoredObject): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const hosts = textsAt(spec, 'hosts');
  const isInside = textAt(spec, 'location') === 'MESH_INTERNAL';
  const resolution = textAt(spec, 'resolution') ?? 'NONE';
  const ports = fieldsListAt(spec, 'ports');
  return {
    headline: `Makes ${listed(hosts)} known to the mesh as ${isInside ? 'a part of it' : 'a service outside'}.`,
    sections: [
      {
        title: 'Reached by',
        statements: [
          ...ports.map((port, index) => ({
            text: `Port ${numberAt(port, 'number') ?? '?'} (\`${textAt(port, 'name') ?? ''}\`) speaks ${textAt(port, 'protocol') ?? 'a protocol that proxies find out'}.`,
            path: ['spec', 'ports', index],
          })),
          ...addressStatements(spec),
          {
            text: RESOLUTIONS[resolution] ?? `Resolution \`${resolution}\`.`,
            path: ['spec', 'resolution'],
          },
        ],
      },
      { title: 'Behind it', statements: endpointStatements(spec) },
      { title: 'Who sees it', statements: exportStatements(spec, object.id.namespace ?? '') },
    ].filter((section) => section.statements.length > 0),
    line: `${hosts.join(', ')}: ${isInside ? 'inside' : 'outside'} the mesh, ${resolution}`,
  };
}

function addressStatements(spec: Fields): readonly Statement[] {
  const addresses = textsAt(spec, 'addresses');
  return addresses.length === 0
    ? []
    : [{ text: `Its addresses are ${listed(addresses)}.`, path: ['spec', 'addresses'] }];
}

function endpointStatements(spec: Fields): readonly Statement[] {
  const selector = optionalFieldsAt(spec, 'workloadSelector');
  const chosen =
    selector === null
      ? []
      : [
          {
            text: `Pods and WorkloadEntries of its namespace with ${labelsText(selectorLabels(selector))}.`,
            path: ['spec', 'workloadSelector'],
          },
        ];
  return [
    ...chosen,
    ...fieldsListAt(spec, 'endpoints').map((endpoint, index) => ({
      text: `\`${textAt(endpoint, 'address') ?? '?'}\`${placeWords(endpoint)}.`,
      path: ['spec', 'endpoints', index],
    })),
  ];
}

function placeWords(endpoint: Fields): string {
  const labels = textMapAt(endpoint, 'labels');
  const locality = textAt(endpoint, 'locality');
  return [
    ...(Object.keys(labels).length > 0 ? [` with ${labelsText(labels)}`] : []),
    ...(locality === null ? [] : [` in ${locality}`]),
  ].join('');
}

export function exportStatements(spec: Fields, namespace: string): readonly Statement[] {
  const exportTo = textsAt(spec, 'exportTo');
  if (exportTo.length === 0 || exportTo.includes('*')) return [];
  const path = ['spec', 'exportTo'];
  if (exportTo.includes('~')) return [{ text: 'No proxy sees it.', path }];
  const own = exportTo.map((entry) => (entry === '.' ? namespace : entry));
  return [{ text: `Only proxies in ${listed(own)} see it.`, path }];
}

export function explainWorkloadEntry(object: StoredObject): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const address = textAt(spec, 'address') ?? 'no address of its own';
  const labels = textMapAt(spec, 'labels');
  const account = textAt(spec, 'serviceAccount');
  const weight = numberAt(spec, 'weight');
  const statements: Statement[] = [
    ...(Object.keys(labels).length > 0
      ? [{ text: `Services find it by ${labelsText(labels)}.`, path: ['spec', 'labels'] }]
      : []),
    ...Object.entries(fieldsAt(spec, 'ports')).map(([name, port]) => ({
      text: `Port \`${name}\` is ${String(port)} there.`,
      path: ['spec', 'ports', name],
    })),
    ...(account === null
      ? []
      : [{ text: `It proves to be service account \`${account}\`.`, path: ['spec', 'serviceAccount'] }]),
    ...(weight === null
      ? []
      : [{ text: `Its weight among the others is ${weight}.`, path: ['spec', 'weight'] }]),
  ];
  return {
    headline: `One machine outside Kubernetes, at \`${address}\`, as a workload of the mesh.`,
    sections: statements.length === 0 ? [] : [{ title: 'As a workload', statements }],
    line: [address, ...Object.entries(labels).map(([name, value]) => `${name}=${value}`)].join(', '),
  };
}

export function explainWorkloadGroup(object: StoredObject): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const labels = textMapAt(fieldsAt(spec, 'metadata'), 'labels');
  const template = fieldsAt(spec, 'template');
  const account = textAt(template, 'serviceAccount');
  const probe = optionalFieldsAt(spec, 'probe');
  const statements: Statement[] = [
    ...(Object.keys(labels).length > 0
      ? [{ text: `Its machines carry ${labelsText(labels)}.`, path: ['spec', 'metadata', 'labels'] }]
      : []),
    ...(account === null
      ? []
      : [
          {
            text: `They prove to be service account \`${account}\`.`,
            path: ['spec', 'template', 'serviceAccount'],
          },
        ]),
    ...(probe === null
      ? []
      : [
          {
            text: `Each is asked whether it is well every ${plural(numberAt(probe, 'periodSeconds') ?? 10, 'second')}.`,
            path: ['spec', 'probe'],
          },
        ]),
  ];
  return {
    headline: 'Machines that sign in by themselves become WorkloadEntries of this group.',
    sections: statements.length === 0 ? [] : [{ title: 'Each machine', statements }],
    line: Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
  };
}
