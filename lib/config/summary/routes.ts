/** What the Gateway API's routes do, rule by rule: HTTP, gRPC, TLS, TCP, UDP. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  textAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { type Explanation, listed, plural, type Statement, shareText } from './explanation';
import { filterStatements } from './route-filters';
import { matchText } from './route-matches';

export function explainRoute(object: StoredObject): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const rules = fieldsListAt(spec, 'rules');
  const hosts = textsAt(spec, 'hostnames');
  const backends = rules.flatMap((rule) => fieldsListAt(rule, 'backendRefs')).map(nameOf);
  const shown = hosts.length === 0 ? 'every host' : listed(hosts);
  return {
    headline: `Decides where ${TRAFFIC[object.id.kind] ?? 'connections'} for ${shown} go, by ${plural(rules.length, 'rule')}.`,
    sections: [
      { title: 'Attached to', statements: parentStatements(spec, object.id.namespace ?? '') },
      ...rules.map((rule, index) => ({
        title: rules.length === 1 ? 'Every request' : `Rule ${index + 1}${ruleName(rule)}`,
        statements: ruleStatements(object.id.kind, rule, index),
      })),
    ].filter((section) => section.statements.length > 0),
    line: `${hosts.join(', ') || '*'}${backends.length === 0 ? '' : `: to ${[...new Set(backends)].join(', ')}`}`,
  };
}

const TRAFFIC: Readonly<Record<string, string>> = {
  HTTPRoute: 'requests',
  GRPCRoute: 'gRPC calls',
  TLSRoute: 'encrypted connections',
  TCPRoute: 'connections',
  UDPRoute: 'datagrams',
};

function ruleName(rule: Fields): string {
  const name = textAt(rule, 'name');
  return name === null ? '' : ` · ${name}`;
}

function nameOf(reference: Fields): string {
  return textAt(reference, 'name') ?? '?';
}

function parentStatements(spec: Fields, namespace: string): readonly Statement[] {
  return fieldsListAt(spec, 'parentRefs').map((parent, index) => {
    const kind = textAt(parent, 'kind') ?? 'Gateway';
    const elsewhere = textAt(parent, 'namespace');
    const where = elsewhere === null || elsewhere === namespace ? '' : ` in \`${elsewhere}\``;
    const section = textAt(parent, 'sectionName');
    const port = numberAt(parent, 'port');
    const part = [
      ...(section === null ? [] : [`, listener \`${section}\``]),
      ...(port === null ? [] : [`, port ${port}`]),
    ].join('');
    return {
      text:
        kind === 'Service'
          ? `Callers inside the mesh of service \`${nameOf(parent)}\`${where}${part}.`
          : `What enters through ${kind} \`${nameOf(parent)}\`${where}${part}.`,
      path: ['spec', 'parentRefs', index],
    };
  });
}

function ruleStatements(kind: string, rule: Fields, index: number): readonly Statement[] {
  const path: ObjectPath = ['spec', 'rules', index];
  const matches = fieldsListAt(rule, 'matches');
  const conditions: Statement[] = matches.map((match, at) => ({
    text: `${at === 0 ? 'Takes those' : 'Or those'} ${matchText(kind, match)}.`,
    path: [...path, 'matches', at],
  }));
  const isLayer7 = kind === 'HTTPRoute' || kind === 'GRPCRoute';
  return [
    ...(conditions.length > 0 || !isLayer7
      ? conditions
      : [{ text: 'Takes every request that no more specific rule takes.', path }]),
    ...filterStatements(rule, path),
    ...backendStatements(rule, path),
    ...limitStatements(rule, path),
  ];
}

function backendStatements(rule: Fields, path: ObjectPath): readonly Statement[] {
  const backends = fieldsListAt(rule, 'backendRefs');
  const hasAnswer = fieldsListAt(rule, 'filters').some(
    (filter) => textAt(filter, 'type') === 'RequestRedirect',
  );
  if (backends.length === 0) {
    return hasAnswer ? [] : [{ text: 'Has no backend: requests are answered with 500.', path }];
  }
  const total = backends.reduce((sum, backend) => sum + (numberAt(backend, 'weight') ?? 1), 0);
  const parts = backends.map((backend) => {
    const port = numberAt(backend, 'port');
    const elsewhere = textAt(backend, 'namespace');
    const name = `\`${nameOf(backend)}\`${elsewhere === null ? '' : ` in \`${elsewhere}\``}${port === null ? '' : ` port ${port}`}`;
    const share = total === 0 ? 0 : (numberAt(backend, 'weight') ?? 1) / total;
    return backends.length === 1 ? `to ${name}` : `${shareText(share)} to ${name}`;
  });
  const first: Statement = {
    text: `Sends ${backends.length === 1 ? 'them ' : ''}${parts.join(', ')}.`,
    path: [...path, 'backendRefs'],
  };
  const own = backends.flatMap((backend, at) =>
    filterStatements(backend, [...path, 'backendRefs', at]).map((statement) => ({
      ...statement,
      text: `For \`${nameOf(backend)}\`: ${statement.text}`,
    })),
  );
  return [first, ...own];
}

function limitStatements(rule: Fields, path: ObjectPath): readonly Statement[] {
  const timeouts = fieldsAt(rule, 'timeouts');
  const request = textAt(timeouts, 'request');
  const backend = textAt(timeouts, 'backendRequest');
  const retry = fieldsAt(rule, 'retry');
  const attempts = numberAt(retry, 'attempts');
  return [
    ...(request === null
      ? []
      : [{ text: `Gives up after \`${request}\`.`, path: [...path, 'timeouts', 'request'] }]),
    ...(backend === null
      ? []
      : [
          {
            text: `Each try may take \`${backend}\`.`,
            path: [...path, 'timeouts', 'backendRequest'],
          },
        ]),
    ...(attempts === null
      ? []
      : [{ text: `Tries again up to ${plural(attempts, 'time')}.`, path: [...path, 'retry'] }]),
  ];
}
