/** Whom an AuthorizationPolicy lets in or keeps out, rule by rule. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  isFields,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { audience } from './audience';
import { type Explanation, listed, plural, type Statement } from './explanation';

const VERBS: Readonly<Record<string, string>> = {
  ALLOW: 'Allows',
  DENY: 'Refuses',
  AUDIT: 'Logs',
  CUSTOM: 'Asks an external authorizer about',
};

export function explainAuthorizationPolicy(object: StoredObject, rootNamespace: string): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const action = textAt(spec, 'action') ?? 'ALLOW';
  const rules = fieldsListAt(spec, 'rules');
  const whom = audience(object, rootNamespace);
  const verb = VERBS[action] ?? action;
  const isDryRun =
    textMapAt(fieldsAt(object.value, 'metadata'), 'annotations')['istio.io/dry-run'] === 'true';
  return {
    headline: headline(action, verb, rules, whom.text),
    sections: [
      ...rules.map((rule, index) => ({
        title: rules.length === 1 ? verb : `${index === 0 ? verb : 'Or'} · rule ${index + 1}`,
        statements: ruleStatements(rule, ['spec', 'rules', index]),
      })),
      {
        title: 'For whom',
        statements: [
          { text: `It guards ${whom.text}.`, path: whom.path },
          ...providerStatement(spec),
          ...(isDryRun
            ? [
                {
                  text: 'It is a dry run: proxies only count what it would have done.',
                  path: ['metadata', 'annotations'],
                },
              ]
            : []),
          ...(action === 'ALLOW' && rules.length > 0
            ? [
                {
                  text: 'Requests that no ALLOW policy takes are refused (403), since there is at least one.',
                  path: ['spec', 'rules'],
                },
              ]
            : []),
        ],
      },
    ],
    line:
      rules.length === 0 && action === 'ALLOW'
        ? 'ALLOW nothing'
        : `${action}, ${plural(rules.length, 'rule')}`,
  };
}

function headline(action: string, verb: string, rules: readonly Fields[], whom: string): string {
  if (rules.length === 0) {
    return action === 'ALLOW'
      ? `Allows nothing: every request to ${whom} is refused unless another policy allows it.`
      : `Has no rule, so it takes no request to ${whom}.`;
  }
  const isAll = rules.some((rule) => Object.keys(rule).length === 0);
  const what = isAll ? 'every request' : `requests that one of ${plural(rules.length, 'rule')} takes,`;
  return rules.length === 1 && !isAll
    ? `${verb} requests to ${whom} that its rule takes.`
    : `${verb} ${what} to ${whom}.`;
}

function providerStatement(spec: Fields): readonly Statement[] {
  const name = textAt(fieldsAt(spec, 'provider'), 'name');
  return name === null
    ? []
    : [{ text: `The authorizer is \`${name}\` of MeshConfig.`, path: ['spec', 'provider'] }];
}

function ruleStatements(rule: Fields, path: ObjectPath): readonly Statement[] {
  if (Object.keys(rule).length === 0) return [{ text: 'Every request.', path }];
  return [
    ...fieldsListAt(rule, 'from').map((from, index) => ({
      text: `${index === 0 ? 'From' : 'Or from'} ${partsText(fieldsAt(from, 'source'), SOURCE)}.`,
      path: [...path, 'from', index],
    })),
    ...fieldsListAt(rule, 'to').map((to, index) => ({
      text: `${index === 0 ? 'For' : 'Or for'} ${partsText(fieldsAt(to, 'operation'), OPERATION)}.`,
      path: [...path, 'to', index],
    })),
    ...fieldsListAt(rule, 'when').map((when, index) => ({
      text: `When ${conditionText(when)}.`,
      path: [...path, 'when', index],
    })),
  ];
}

const SOURCE: Readonly<Record<string, string>> = {
  principals: 'workloads that prove to be',
  requestPrincipals: 'users with a token of',
  namespaces: 'workloads of namespace',
  serviceAccounts: 'service accounts',
  ipBlocks: 'addresses',
  remoteIpBlocks: 'original addresses',
};

const OPERATION: Readonly<Record<string, string>> = {
  hosts: 'hosts',
  ports: 'ports',
  methods: 'methods',
  paths: 'paths',
};

function partsText(fields: Fields, words: Readonly<Record<string, string>>): string {
  const parts = Object.entries(words).flatMap(([name, word]) => {
    const negative = `not${name[0]?.toUpperCase()}${name.slice(1)}`;
    const yes = textsAt(fields, name);
    const no = textsAt(fields, negative);
    return [
      ...(yes.length > 0 ? [`${word} ${listed(yes, 'or')}`] : []),
      ...(no.length > 0 ? [`${word} other than ${listed(no, 'or')}`] : []),
    ];
  });
  return parts.length === 0 ? 'anything' : parts.join(', and ');
}

function conditionText(when: unknown): string {
  if (!isFields(when)) return 'anything holds';
  const key = textAt(when, 'key') ?? '?';
  const values = textsAt(when, 'values');
  const others = textsAt(when, 'notValues');
  return [
    ...(values.length > 0 ? [`\`${key}\` is ${listed(values, 'or')}`] : []),
    ...(others.length > 0 ? [`\`${key}\` is not ${listed(others, 'or')}`] : []),
  ].join(' and ');
}
