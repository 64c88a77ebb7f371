/** AuthorizationPolicy by source and operation: who may do what, or may not. */
import { z } from 'zod';
import { AUTHORIZATION } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem, Loss } from '@/lib/config/assistants/assistant';
import type { MeshObject } from '@/lib/config/assistants/mesh-objects';
import { type Fields, fieldsAt, fieldsListAt, textAt, textsAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import {
  filled,
  keptFields,
  labelRows,
  labelsSchema,
  matchLabels,
  nameProblems,
  pruned,
  selectorFor,
  withSpec,
} from './form-object';

/** Fields of `from[].source` and `to[].operation` that the form has, each a list of texts. */
export const SOURCE_FIELDS = [
  'principals',
  'namespaces',
  'serviceAccounts',
  'ipBlocks',
  'requestPrincipals',
] as const;
export const OPERATION_FIELDS = ['methods', 'paths', 'hosts', 'ports'] as const;

const texts = z.array(z.string());
const sourceSchema = z.object({
  principals: texts,
  namespaces: texts,
  serviceAccounts: texts,
  ipBlocks: texts,
  requestPrincipals: texts,
});
const operationSchema = z.object({ methods: texts, paths: texts, hosts: texts, ports: texts });
const ruleSchema = z.object({ sources: z.array(sourceSchema), operations: z.array(operationSchema) });
export type AuthorizationRule = z.infer<typeof ruleSchema>;

const schema = z.object({
  namespace: z.string(),
  name: z.string(),
  /** Empty = every pod of the namespace. */
  labels: labelsSchema,
  action: z.enum(['ALLOW', 'DENY']),
  /** None with ALLOW: nothing passes. */
  rules: z.array(ruleSchema),
});
export type Authorization = z.infer<typeof schema>;

export const SECURITY = 'security.istio.io';
export const NO_SOURCE: AuthorizationRule['sources'][number] = {
  principals: [],
  namespaces: [],
  serviceAccounts: [],
  ipBlocks: [],
  requestPrincipals: [],
};
export const NO_OPERATION: AuthorizationRule['operations'][number] = {
  methods: [],
  paths: [],
  hosts: [],
  ports: [],
};

export function policyId({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): ObjectId {
  return { group: SECURITY, kind: 'AuthorizationPolicy', namespace, name };
}

function lossesOf(value: Fields): readonly Loss[] {
  const spec = fieldsAt(value, 'spec');
  const action = textAt(spec, 'action') ?? 'ALLOW';
  const losses: Loss[] = [];
  if (action !== 'ALLOW' && action !== 'DENY') {
    losses.push({ path: 'spec.action', because: `the form allows or denies, and ${action} does neither` });
  }
  for (const name of ['targetRef', 'targetRefs']) {
    if (spec[name] !== undefined)
      losses.push({ path: `spec.${name}`, because: 'the form selects pods by labels' });
  }
  if (spec.rules !== undefined && (!Array.isArray(spec.rules) || spec.rules.includes(null))) {
    losses.push({ path: 'spec.rules', because: 'a rule in it is empty (null)' });
  }
  return losses;
}

function texted<K extends string>(fields: Fields, names: readonly K[]): Record<K, string[]> {
  return Object.fromEntries(names.map((name) => [name, [...textsAt(fields, name)]])) as Record<K, string[]>;
}

function ruleOf(rule: Fields): AuthorizationRule {
  return {
    sources: fieldsListAt(rule, 'from').map((entry) => texted(fieldsAt(entry, 'source'), SOURCE_FIELDS)),
    operations: fieldsListAt(rule, 'to').map((entry) =>
      texted(fieldsAt(entry, 'operation'), OPERATION_FIELDS),
    ),
  };
}

function stateOf({ id, value }: MeshObject): Authorization {
  const spec = fieldsAt(value, 'spec');
  return {
    namespace: id.namespace ?? '',
    name: id.name,
    labels: matchLabels(spec),
    action: spec.action === 'DENY' ? 'DENY' : 'ALLOW',
    rules: fieldsListAt(spec, 'rules').map(ruleOf),
  };
}

/** What of the rules the form does not show: conditions, and the fields that turn others round. */
function keptOf(value: Fields): readonly string[] {
  return fieldsListAt(fieldsAt(value, 'spec'), 'rules').flatMap((rule, index) => {
    const at = `spec.rules[${index}]`;
    const parts = (key: 'from' | 'to', inner: 'source' | 'operation', known: readonly string[]) =>
      fieldsListAt(rule, key).flatMap((entry, place) =>
        keptFields(fieldsAt(entry, inner), known, `${at}.${key}[${place}].${inner}`),
      );
    return [
      ...keptFields(rule, ['from', 'to'], at),
      ...parts('from', 'source', SOURCE_FIELDS),
      ...parts('to', 'operation', OPERATION_FIELDS),
    ];
  });
}

function written(present: Fields, lists: Readonly<Record<string, readonly string[]>>): Fields {
  const given = Object.entries(lists).map(([name, list]) => [
    name,
    filled(list.filter((text) => text !== '')),
  ]);
  return pruned({ ...present, ...Object.fromEntries(given) });
}

/** An entry that says nothing would mean everybody, so it is left out. */
function entries(
  present: readonly Fields[],
  key: 'source' | 'operation',
  lists: readonly Readonly<Record<string, readonly string[]>>[],
): readonly Fields[] | undefined {
  const all = lists.flatMap((list, index) => {
    const before = present[index] ?? {};
    const value = written(fieldsAt(before, key), list);
    return Object.keys(value).length === 0 ? [] : [{ ...before, [key]: value }];
  });
  return filled(all);
}

export function policyRules(state: Authorization, spec: Fields): readonly Fields[] {
  const present = fieldsListAt(spec, 'rules');
  return state.rules.map(({ sources, operations }, index) => {
    const before = present[index] ?? {};
    return pruned({
      ...before,
      from: entries(fieldsListAt(before, 'from'), 'source', sources),
      to: entries(fieldsListAt(before, 'to'), 'operation', operations),
    });
  });
}

function ruleWords({ sources, operations }: AuthorizationRule): string {
  const listed = (list: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(list)
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => `${name} ${values.join(' or ')}`)
      .join(' and ');
  const who = sources.map(listed).filter((text) => text !== '');
  const what = operations.map(listed).filter((text) => text !== '');
  return `${who.join('; or ') || 'everybody'}, asking for ${what.join('; or ') || 'anything'}`;
}

export const authorization: Assistant<Authorization> = {
  about: AUTHORIZATION,
  schema,
  read(mesh, target) {
    const object = target.kind === 'object' ? mesh.get(target.id) : null;
    if (object !== null && object.id.kind === 'AuthorizationPolicy') {
      const losses = lossesOf(object.value);
      if (losses.length > 0) return { kind: 'refused', losses };
      return { kind: 'state', state: stateOf(object), kept: keptOf(object.value) };
    }
    const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
    const service = target.kind === 'service' ? mesh.service(target.name, target.namespace) : null;
    const labels = service?.endpoints.kind === 'selector' ? labelRows(service.endpoints.labels) : [];
    const name = target.kind === 'service' ? `${target.name}-callers` : '';
    const rules = [{ sources: [NO_SOURCE], operations: [NO_OPERATION] }];
    return { kind: 'state', state: { namespace, name, labels, action: 'ALLOW', rules }, kept: [] };
  },
  write(state, mesh) {
    if (nameProblems(policyId(state)).length > 0) return [];
    return [
      withSpec(mesh, policyId(state), `${SECURITY}/v1`, (spec) => ({
        ...spec,
        selector: selectorFor(state.labels),
        action: state.action === 'DENY' || spec.action !== undefined ? state.action : undefined,
        rules: filled(policyRules(state, spec)),
      })),
    ];
  },
  says(state, mesh) {
    if (state.namespace === '') return ['Choose a namespace.'];
    const pods = mesh.view.workloads.filter(
      ({ namespace, labels }) =>
        namespace === state.namespace && state.labels.every(({ key, value }) => labels[key] === value),
    );
    const who = pods.length === 0 ? 'no workload that is known' : pods.map(({ name }) => name).join(', ');
    const verb = state.action === 'ALLOW' ? 'May call' : 'May not call';
    if (state.rules.length === 0)
      return [`Nobody may call ${who}: an ALLOW policy without rules lets nothing pass.`];
    return [
      `For ${who}.`,
      ...state.rules.map((rule) => `${verb}: ${ruleWords(rule)}.`),
      state.action === 'ALLOW'
        ? 'Every other request to them is answered with 403, unless another ALLOW policy takes it.'
        : 'Every other request passes, as far as ALLOW policies let it.',
    ];
  },
  problems(state) {
    const problems: FieldProblem[] = [...nameProblems(policyId(state))];
    if (state.action === 'DENY' && state.rules.length === 0) {
      problems.push({ field: 'rules', message: 'DENY needs a rule' });
    }
    for (const [index, { sources, operations }] of state.rules.entries()) {
      const isEmpty = [...sources, ...operations].every((part) =>
        Object.values(part).every((list) => list.length === 0),
      );
      if (isEmpty && state.action === 'DENY') {
        problems.push({ field: `rules.${index}`, message: 'This rule refuses every request' });
      }
    }
    return problems;
  },
};
