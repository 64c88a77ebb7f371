/** What a Sidecar object lets proxies know and take in. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  optionalFieldsAt,
  textAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { audience } from './audience';
import { type Explanation, listed, type Statement } from './explanation';

export function explainSidecar(object: StoredObject, rootNamespace: string): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const namespace = object.id.namespace ?? '';
  const whom = audience(object, rootNamespace, 'workloadSelector');
  const egress = fieldsListAt(spec, 'egress');
  const ingress = fieldsListAt(spec, 'ingress');
  const hosts = egress.flatMap((entry) => textsAt(entry, 'hosts'));
  return {
    headline: `Narrows what the proxies of ${whom.text} know${ingress.length > 0 ? ' and take in' : ''}.`,
    sections: [
      {
        title: 'Where they can send to',
        statements: [
          ...egress.map((entry, index) => egressStatement(entry, index, namespace)),
          ...outsideStatement(spec),
        ],
      },
      {
        title: 'What they take in',
        statements: ingress.map((entry, index) => ({
          text: `Port ${portOf(entry)} goes to \`${textAt(entry, 'defaultEndpoint') ?? 'the same port'}\`.`,
          path: ['spec', 'ingress', index],
        })),
      },
      { title: 'For whom', statements: [{ text: `It is for proxies of ${whom.text}.`, path: whom.path }] },
    ].filter((section) => section.statements.length > 0),
    line: hosts.join(', '),
  };
}

function egressStatement(entry: Fields, index: number, namespace: string): Statement {
  const port = optionalFieldsAt(entry, 'port');
  const hosts = textsAt(entry, 'hosts').map((host) => hostWords(host, namespace));
  return {
    text: `${port === null ? 'To' : `On port ${portOf(entry)} to`} ${hosts.join(', ') || 'nothing'}.`,
    path: ['spec', 'egress', index],
  };
}

/** `ns/host` as people say it. */
function hostWords(written: string, namespace: string): string {
  const slash = written.indexOf('/');
  const where = slash < 0 ? '*' : written.slice(0, slash);
  const host = slash < 0 ? written : written.slice(slash + 1);
  if (where === '~') return 'nothing';
  const place = where === '*' ? 'any namespace' : `\`${where === '.' ? namespace : where}\``;
  return host === '*' ? `everything of ${place}` : `\`${host}\` of ${place}`;
}

function outsideStatement(spec: Fields): readonly Statement[] {
  const mode = textAt(fieldsAt(spec, 'outboundTrafficPolicy'), 'mode');
  if (mode === null) return [];
  return [
    {
      text:
        mode === 'REGISTRY_ONLY'
          ? 'Hosts that the mesh does not know cannot be reached (502).'
          : 'Hosts that the mesh does not know are passed through.',
      path: ['spec', 'outboundTrafficPolicy'],
    },
  ];
}

function portOf(entry: Fields): string {
  const port = fieldsAt(entry, 'port');
  const number = numberAt(port, 'number');
  return `${number ?? '?'}${textAt(port, 'protocol') === null ? '' : ` (${listed([textAt(port, 'protocol') ?? ''])})`}`;
}
