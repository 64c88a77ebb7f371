/** AuthorizationPolicy: who may do what, who may not, what is noted, and what another service decides. */
import { z } from 'zod';
import { AUTHORIZATION } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem, Loss } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { type Fields, fieldsAt, fieldsListAt, isFields, textAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import {
  isEmptyRule,
  keptOfRules,
  NO_OPERATION,
  NO_SOURCE,
  ruleOf,
  ruleSchema,
  ruleValue,
  ruleWords,
  valuesOf,
} from './authorization-rule';
import {
  filled,
  freshPlace,
  keptFields,
  labelsSchema,
  matchLabels,
  nameProblems,
  withSpec,
} from './form-object';
import { targetFields, targetLosses, targetProblems, targetsOf } from './policy-targets';

export const ACTIONS = ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'] as const;

const schema = z.object({
  namespace: z.string(),
  name: z.string(),
  /** Empty = every pod of the namespace. */
  labels: labelsSchema,
  /** `Kind/name` of what a waypoint or gateway applies it to, in place of labels. */
  targets: z.array(z.string()),
  action: z.enum(ACTIONS),
  /** Extension provider of the mesh that decides; for CUSTOM. */
  provider: z.string(),
  /** None with ALLOW: nothing passes. */
  rules: z.array(ruleSchema),
});
export type Authorization = z.infer<typeof schema>;

export const SECURITY = 'security.istio.io';

export function policyId({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): ObjectId {
  return { group: SECURITY, kind: 'AuthorizationPolicy', namespace, name };
}

function actionOf(spec: Fields): Authorization['action'] | null {
  const written = textAt(spec, 'action') ?? 'ALLOW';
  return ACTIONS.find((action) => action === written) ?? null;
}

function lossesOf(value: Fields): readonly Loss[] {
  const spec = fieldsAt(value, 'spec');
  const losses: Loss[] = [...targetLosses(spec)];
  if (actionOf(spec) === null) {
    losses.push({ path: 'spec.action', because: `the form does not know ${String(spec.action)}` });
  }
  if (spec.rules !== undefined && (!Array.isArray(spec.rules) || !spec.rules.every(isFields))) {
    losses.push({ path: 'spec.rules', because: 'a rule in it is empty (null) or no object' });
    return losses;
  }
  for (const [index, rule] of fieldsListAt(spec, 'rules').entries()) {
    if (!valuesOf(ruleOf(rule, index)).some((text) => text.includes(','))) continue;
    const because = 'a value in it has a comma, which separates values in the form';
    losses.push({ path: `spec.rules[${index}]`, because });
  }
  return losses;
}

function stateOf({ id, value }: MeshObject): Authorization {
  const spec = fieldsAt(value, 'spec');
  return {
    namespace: id.namespace ?? '',
    name: id.name,
    labels: matchLabels(spec),
    targets: targetsOf(spec),
    action: actionOf(spec) ?? 'ALLOW',
    provider: textAt(fieldsAt(spec, 'provider'), 'name') ?? '',
    rules: fieldsListAt(spec, 'rules').map(ruleOf),
  };
}

const KNOWN = ['selector', 'targetRef', 'targetRefs', 'action', 'provider', 'rules'];

function specOf(state: Authorization, spec: Fields): Fields {
  const { action, provider } = state;
  const stored = fieldsListAt(spec, 'rules');
  const rules = state.rules.map((rule) => ruleValue(rule, stored));
  return {
    ...spec,
    ...targetFields(state, spec),
    action: action === 'ALLOW' && spec.action === undefined ? undefined : action,
    provider: action === 'CUSTOM' ? { ...fieldsAt(spec, 'provider'), name: provider } : undefined,
    rules: rules.length === 0 && Array.isArray(spec.rules) && stored.length === 0 ? [] : filled(rules),
  };
}

const VERBS: Readonly<Record<Authorization['action'], string>> = {
  ALLOW: 'May call',
  DENY: 'May not call',
  AUDIT: 'Noted',
  CUSTOM: 'Decided elsewhere',
};

/** What becomes of the requests that no rule fits. */
function restWords({ action, provider }: Authorization): string {
  if (action === 'ALLOW')
    return 'Every other request to them is answered with 403, unless another ALLOW policy takes it.';
  if (action === 'DENY') return 'Every other request passes, as far as ALLOW policies let it.';
  if (action === 'AUDIT') return 'Nothing is let through or refused by it.';
  return `The provider ${provider || '(none yet)'} is asked first; what it refuses, no ALLOW policy lets through.`;
}

function subjectWords(state: Authorization, mesh: MeshObjects): string {
  if (state.targets.length > 0) return state.targets.join(', ');
  const pods = mesh.view.workloads.filter(
    ({ namespace, labels }) =>
      namespace === state.namespace && state.labels.every(({ key, value }) => labels[key] === value),
  );
  return pods.length === 0 ? 'no workload that is known' : pods.map(({ name }) => name).join(', ');
}

export const authorization: Assistant<Authorization> = {
  about: AUTHORIZATION,
  schema,
  read(mesh, target) {
    const object = target.kind === 'object' ? mesh.get(target.id) : null;
    if (object !== null && object.id.kind === 'AuthorizationPolicy') {
      const losses = lossesOf(object.value);
      if (losses.length > 0) return { kind: 'refused', losses };
      const spec = fieldsAt(object.value, 'spec');
      const kept = [...keptFields(spec, KNOWN, 'spec'), ...keptOfRules(spec)];
      return { kind: 'state', state: stateOf(object), kept };
    }
    const place = freshPlace(mesh, target, 'callers');
    const rules = [{ from: null, sources: [NO_SOURCE], operations: [NO_OPERATION], conditions: [] }];
    const state: Authorization = { ...place, targets: [], action: 'ALLOW', provider: '', rules };
    return { kind: 'state', state, kept: [] };
  },
  write(state, mesh) {
    if (nameProblems(policyId(state)).length > 0) return [];
    return [withSpec(mesh, policyId(state), `${SECURITY}/v1`, (spec) => specOf(state, spec))];
  },
  says(state, mesh) {
    if (state.namespace === '') return ['Choose a namespace.'];
    const who = subjectWords(state, mesh);
    if (state.rules.length === 0) {
      return state.action === 'ALLOW'
        ? [`Nobody may call ${who}: an ALLOW policy without rules lets nothing pass.`]
        : [`Nothing changes for ${who}: a policy without rules fits no request.`];
    }
    return [
      `For ${who}.`,
      ...state.rules.map((rule) => `${VERBS[state.action]}: ${ruleWords(rule)}.`),
      restWords(state),
    ];
  },
  problems(state, mesh) {
    const problems: FieldProblem[] = [...nameProblems(policyId(state)), ...targetProblems(state)];
    const { action, provider, rules } = state;
    if (action === 'DENY' && rules.length === 0)
      problems.push({ field: 'rules', message: 'DENY needs a rule' });
    if (action === 'CUSTOM' && provider === '') {
      problems.push({ field: 'provider', message: 'Name an extension provider of the mesh' });
    }
    const stored = fieldsListAt(fieldsAt(mesh.get(policyId(state))?.value ?? {}, 'spec'), 'rules');
    for (const [index, rule] of rules.entries()) {
      // One that was written so is meant so.
      const wasEmpty = rule.from !== null && Object.keys(stored[rule.from] ?? { none: 1 }).length === 0;
      if (action === 'DENY' && isEmptyRule(rule) && !wasEmpty) {
        problems.push({ field: `rules.${index}`, message: 'This rule refuses every request' });
      }
      for (const [at, { key, values, notValues }] of rule.conditions.entries()) {
        const field = `rules.${index}.conditions.${at}`;
        if (key === '') problems.push({ field, message: 'Say what the condition is about' });
        else if (values.length + notValues.length === 0) {
          problems.push({ field, message: `Give ${key} a value that it has, or has not` });
        }
      }
    }
    return problems;
  },
};
