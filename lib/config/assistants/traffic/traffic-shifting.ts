/** Traffic split between versions by weight, for HTTP and for TCP, with the plan of a canary. */
import { z } from 'zod';
import { TRAFFIC_SHIFTING } from '@/lib/config/assistants/about';
import type { Assistant, AssistantTarget, FieldProblem, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { type Fields, fieldsAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import { CANARY_ANNOTATION, canarySchema, nextStep, planText, readPlan, USUAL_STEPS } from './canary-plan';
import { destinationSchema, destinationState, destinationValue } from './destination';
import {
  answerLosses,
  choiceProblems,
  chosenRule,
  destinationsOf,
  openRoutes,
  type RouteChoice,
  routeChoiceSchema,
  rulesOf,
  shapeLosses,
  virtualServiceOf,
  withRule,
} from './route-choice';
import { matchWords, placeWords } from './rule-words';
import { subsetWords, withSubsets } from './subsets';

const schema = routeChoiceSchema.extend({
  protocol: z.enum(['http', 'tcp']),
  /** Of a new TCP rule: the port that it is for; empty = every port. */
  port: z.string(),
  shares: z.array(
    destinationSchema.extend({ from: z.number().int().min(0).nullable(), weight: z.number().min(0) }),
  ),
  plan: canarySchema.nullable(),
});
export type TrafficShifting = z.infer<typeof schema>;
export type TrafficShare = TrafficShifting['shares'][number];

/** The split that a rule has; a single destination without a weight has everything. */
export function sharesOf(rule: Fields): TrafficShare[] {
  const destinations = destinationsOf(rule);
  return destinations.map((entry, from) => ({
    ...destinationState(fieldsAt(entry, 'destination')),
    from,
    weight: numberAt(entry, 'weight') ?? (destinations.length === 1 ? 100 : 0),
  }));
}

/** The split of a rule with the versions that exist and have no share yet. */
function completed(mesh: MeshObjects, choice: RouteChoice, shares: readonly TrafficShare[]): TrafficShare[] {
  const { host, namespace } = choice;
  const subsets = mesh.subsetsOf(host, namespace);
  const known = subsets.length > 0 ? subsets : mesh.versionsOf(host, namespace);
  const missing = known.filter((subset) => !shares.some((share) => share.subset === subset));
  if (shares.length > 1 || (shares.length === 1 && shares[0]?.subset !== '')) return [...shares];
  return missing.map((subset, index) => ({
    host,
    subset,
    port: shares[0]?.port ?? '',
    from: index < shares.length ? index : null,
    weight: index === 0 ? 100 : 0,
  }));
}

export function shiftingAt(
  mesh: MeshObjects,
  choice: RouteChoice,
  protocol: 'http' | 'tcp',
): TrafficShifting {
  const rule = chosenRule(mesh, choice, protocol);
  const object = mesh.get({
    group: 'networking.istio.io',
    kind: 'VirtualService',
    namespace: choice.namespace,
    name: choice.name,
  });
  const found = sharesOf(rule);
  const shares = found.length > 0 && object !== null ? found : completed(mesh, choice, found);
  const notes = fieldsAt(fieldsAt(object?.value ?? {}, 'metadata'), 'annotations');
  return { ...choice, protocol, port: '', shares, plan: readPlan(textAt(notes, CANARY_ANNOTATION)) };
}

/** The usual plan: the version with the smallest share moves up. */
export function usualPlan({ shares }: Pick<TrafficShifting, 'shares'>): TrafficShifting['plan'] {
  const canary = [...shares].sort((a, b) => a.weight - b.weight)[0];
  return canary === undefined ? null : { subset: canary.subset, steps: [...USUAL_STEPS] };
}

function protocolOf(object: MeshObject | null, mesh: MeshObjects, target: AssistantTarget): 'http' | 'tcp' {
  if (object !== null) {
    const isTcp = rulesOf(object.value, 'http').length === 0 && rulesOf(object.value, 'tcp').length > 0;
    return isTcp ? 'tcp' : 'http';
  }
  if (target.kind !== 'service') return 'http';
  const ports = mesh.service(target.name, target.namespace)?.ports ?? [];
  return ports.length > 0 && ports.every(({ protocol }) => protocol === 'tcp') ? 'tcp' : 'http';
}

function applied(rule: Fields, state: TrafficShifting): Fields {
  const stored = destinationsOf(rule);
  const isNew = stored.length === 0 || state.rule === null;
  const { match, route: _, ...rest } = rule;
  const forPort =
    isNew && state.protocol === 'tcp' && state.port !== '' ? [{ port: Number(state.port) }] : undefined;
  const route = state.shares.map((share) => {
    const before = (share.from === null || isNew ? undefined : stored[share.from]) ?? {};
    const { destination: __, weight, ...others } = before;
    const isAll = state.shares.length === 1 && weight === undefined;
    return {
      destination: destinationValue(fieldsAt(before, 'destination'), share),
      weight: isAll ? undefined : share.weight,
      ...others,
    };
  });
  return { match: match ?? forPort, ...rest, route };
}

function withPlan(edits: readonly ObjectEdit[], plan: TrafficShifting['plan']): readonly ObjectEdit[] {
  return edits.map(({ id, value }) => {
    if (value === null) return { id, value };
    const metadata = fieldsAt(value, 'metadata');
    const { [CANARY_ANNOTATION]: before, ...others } = fieldsAt(metadata, 'annotations');
    const isSame =
      plan !== null && typeof before === 'string' && planText(readPlan(before) ?? plan) === planText(plan);
    const own = plan === null ? {} : { [CANARY_ANNOTATION]: isSame ? before : planText(plan) };
    const annotations = { ...others, ...own };
    const kept = Object.keys(annotations).length === 0 ? undefined : annotations;
    return { id, value: { ...value, metadata: { ...metadata, annotations: kept } } };
  });
}

export const trafficShifting: Assistant<TrafficShifting> = {
  about: TRAFFIC_SHIFTING,
  schema,
  read(mesh, target) {
    const protocol = protocolOf(virtualServiceOf(mesh, target), mesh, target);
    const { choice, object } = openRoutes(mesh, target, protocol);
    const losses = [
      ...shapeLosses(object, protocol),
      ...(protocol === 'http' ? answerLosses(object, 'a split') : []),
    ];
    if (losses.length > 0) return { kind: 'refused', losses };
    return { kind: 'state', state: shiftingAt(mesh, choice, protocol), kept: [] };
  },
  write: (state, mesh) =>
    state.shares.length === 0
      ? []
      : [
          ...withSubsets(mesh, state.namespace, state.shares),
          ...withPlan(
            withRule(mesh, state, (rule) => applied(rule, state), state.protocol),
            state.plan,
          ),
        ],
  says(state, mesh) {
    const { shares, plan, protocol, host, namespace } = state;
    const split = shares.map(({ host: to, subset, weight }) => `${weight} % to ${placeWords(to, subset)}`);
    const who = protocol === 'tcp' ? 'New connections' : matchWords(chosenRule(mesh, state));
    const next = plan === null ? null : nextStep(plan, shares);
    return [
      `${who} to ${placeWords(host)}: ${split.join(', ') || 'nothing is shared out yet'}.`,
      ...(plan === null
        ? []
        : [
            next === null
              ? `The canary ${plan.subset} is at the end of its plan.`
              : `The canary ${plan.subset} goes to ${next} % next; the plan is kept with the object.`,
          ]),
      ...subsetWords(mesh, namespace, shares),
    ];
  },
  problems: (state, mesh) => [...choiceProblems(state, mesh), ...shareProblems(state)],
};

function shareProblems({ shares, plan }: TrafficShifting): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const sum = shares.reduce((total, { weight }) => total + weight, 0);
  if (shares.length === 0) problems.push({ field: 'shares', message: 'Add a version' });
  else if (sum !== 100) problems.push({ field: 'shares', message: `The weights add up to ${sum}, not 100` });
  if (shares.some(({ weight }) => !Number.isInteger(weight))) {
    problems.push({ field: 'shares', message: 'Weights are whole numbers' });
  }
  const places = shares.map(({ host, subset, port }) => `${host} ${subset} ${port}`);
  if (new Set(places).size < places.length)
    problems.push({ field: 'shares', message: 'A version stands there twice' });
  if (plan !== null && !shares.some(({ subset }) => subset === plan.subset)) {
    problems.push({ field: 'plan.subset', message: `${plan.subset || 'The canary'} has no share yet` });
  }
  if (plan !== null && plan.steps.length === 0) {
    problems.push({ field: 'plan.steps', message: 'Write shares such as 5, 25, 50, 100' });
  }
  return problems;
}
