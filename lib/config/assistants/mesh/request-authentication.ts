/** RequestAuthentication with the AuthorizationPolicy that demands a token: without it, a request without one passes. */
import { z } from 'zod';
import { REQUEST_AUTHENTICATION } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { type Fields, fieldsAt, fieldsListAt, textAt, textsAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import {
  filled,
  freshPlace,
  keptFields,
  labelsSchema,
  matchLabels,
  nameProblems,
  pruned,
  withSpec,
  written,
} from './form-object';
import { targetFields, targetLosses, targetProblems, targetsOf } from './policy-targets';

const schema = z.object({
  namespace: z.string(),
  name: z.string(),
  /** Empty = every pod of the namespace. */
  labels: labelsSchema,
  /** `Kind/name` of what a waypoint or gateway applies it to, in place of labels. */
  targets: z.array(z.string()),
  rules: z.array(
    z.object({
      /** Place in the stored list, from which comes what the form does not know; null = new. */
      from: z.number().int().min(0).nullable(),
      issuer: z.string(),
      jwksUri: z.string(),
      audiences: z.array(z.string()),
      forwardOriginalToken: z.boolean(),
    }),
  ),
  /** Requests without a token are refused. */
  demand: z.boolean(),
});
export type RequestAuthentication = z.infer<typeof schema>;

export const NO_ISSUER: RequestAuthentication['rules'][number] = {
  from: null,
  issuer: '',
  jwksUri: '',
  audiences: [],
  forwardOriginalToken: false,
};

const SECURITY = 'security.istio.io';
const KNOWN = ['issuer', 'jwksUri', 'audiences', 'forwardOriginalToken'];

function idOf({ namespace, name }: RequestAuthentication): ObjectId {
  return { group: SECURITY, kind: 'RequestAuthentication', namespace, name };
}

/** The policy beside it that this assistant writes. */
function demandId({ namespace, name }: RequestAuthentication): ObjectId {
  return { group: SECURITY, kind: 'AuthorizationPolicy', namespace, name: `${name}-require-token` };
}

function stateOf(object: MeshObject, mesh: MeshObjects): RequestAuthentication {
  const spec = fieldsAt(object.value, 'spec');
  const place = { namespace: object.id.namespace ?? '', name: object.id.name };
  const state = {
    ...place,
    labels: matchLabels(spec),
    targets: targetsOf(spec),
    rules: fieldsListAt(spec, 'jwtRules').map((rule, from) => ({
      from,
      issuer: textAt(rule, 'issuer') ?? '',
      jwksUri: textAt(rule, 'jwksUri') ?? '',
      audiences: [...textsAt(rule, 'audiences')],
      forwardOriginalToken: rule.forwardOriginalToken === true,
    })),
    demand: false,
  };
  return { ...state, demand: mesh.get(demandId(state)) !== null };
}

function jwtRules(state: RequestAuthentication, spec: Fields): readonly Fields[] {
  const present = fieldsListAt(spec, 'jwtRules');
  return state.rules.map((rule) => {
    const before = (rule.from === null ? undefined : present[rule.from]) ?? {};
    return pruned({
      ...before,
      issuer: written(rule.issuer),
      jwksUri: written(rule.jwksUri),
      audiences: filled(rule.audiences.filter((text) => text !== '')),
      forwardOriginalToken:
        rule.forwardOriginalToken || (before.forwardOriginalToken === false ? false : undefined),
    });
  });
}

function demandEdit(state: RequestAuthentication, mesh: MeshObjects): readonly ObjectEdit[] {
  const id = demandId(state);
  if (!state.demand) return mesh.get(id) === null ? [] : [{ id, value: null }];
  return [
    withSpec(mesh, id, `${SECURITY}/v1`, (spec) => ({
      ...spec,
      ...targetFields(state, spec),
      action: 'DENY',
      rules: spec.rules ?? [
        { from: [{ source: { notRequestPrincipals: ['*'] } }], ...operationsOn(httpPorts(state, mesh)) },
      ],
    })),
  ];
}

/** Ports are named so that connections that are not HTTP, which carry no token, stay as they are. */
function operationsOn(ports: readonly string[]): Fields {
  return ports.length === 0 ? {} : { to: [{ operation: { ports } }] };
}

function httpPorts(state: RequestAuthentication, mesh: MeshObjects): readonly string[] {
  // A waypoint sees requests only.
  if (state.targets.length > 0) return [];
  const services = mesh.view.services.filter(
    (service) =>
      service.namespace === state.namespace &&
      mesh
        .workloadsOf(service)
        .some(({ labels }) => state.labels.every(({ key, value }) => labels[key] === value)),
  );
  const ports = services.flatMap((service) =>
    service.ports
      .filter(({ protocol }) => protocol === 'http')
      .flatMap(({ number, targetPort }) => {
        if (typeof targetPort !== 'string') return [targetPort ?? number];
        const named = mesh.workloadsOf(service).flatMap(({ containerPorts }) => containerPorts);
        return named.filter(({ name }) => name === targetPort).map(({ port }) => port);
      }),
  );
  return [...new Set(ports)].sort((a, b) => a - b).map(String);
}

export const requestAuthentication: Assistant<RequestAuthentication> = {
  about: REQUEST_AUTHENTICATION,
  schema,
  read(mesh, target) {
    const object = target.kind === 'object' ? mesh.get(target.id) : null;
    if (object !== null && object.id.kind === 'RequestAuthentication') {
      const losses = targetLosses(fieldsAt(object.value, 'spec'));
      if (losses.length > 0) return { kind: 'refused', losses };
      const rules = fieldsListAt(fieldsAt(object.value, 'spec'), 'jwtRules');
      const kept = rules.flatMap((rule, index) => keptFields(rule, KNOWN, `spec.jwtRules[${index}]`));
      return { kind: 'state', state: stateOf(object, mesh), kept };
    }
    const place = freshPlace(mesh, target, 'jwt');
    return { kind: 'state', state: { ...place, targets: [], rules: [NO_ISSUER], demand: true }, kept: [] };
  },
  write(state, mesh) {
    if (nameProblems(idOf(state)).length > 0) return [];
    const own = withSpec(mesh, idOf(state), `${SECURITY}/v1`, (spec) => ({
      ...spec,
      ...targetFields(state, spec),
      jwtRules: filled(jwtRules(state, spec)),
    }));
    return [own, ...demandEdit(state, mesh)];
  },
  says(state) {
    if (state.namespace === '') return ['Choose a namespace.'];
    const who =
      state.targets.length > 0
        ? state.targets.join(', ')
        : state.labels.length === 0
          ? `Pods in ${state.namespace}`
          : `Pods with ${state.labels.map(({ key, value }) => `${key}=${value}`).join(', ')}`;
    const issuers = state.rules.map(({ issuer }) => issuer).filter((issuer) => issuer !== '');
    return [
      `${who} believe tokens of ${issuers.join(', ') || 'nobody yet'}; a request with another token is answered with 401.`,
      state.demand
        ? 'A request without a token is answered with 403.'
        : 'A request without a token passes: only an AuthorizationPolicy demands one.',
    ];
  },
  problems(state) {
    const problems: FieldProblem[] = [...nameProblems(idOf(state)), ...targetProblems(state)];
    if (state.rules.length === 0) problems.push({ field: 'rules', message: 'Name at least one issuer' });
    for (const [index, { issuer, jwksUri }] of state.rules.entries()) {
      if (issuer === '')
        problems.push({ field: `rules.${index}.issuer`, message: 'The issuer as the token’s iss says it' });
      if (jwksUri !== '' && !/^https?:\/\/[^/\s]+/.test(jwksUri)) {
        problems.push({
          field: `rules.${index}.jwksUri`,
          message: 'An address such as https://issuer.example.com/jwks.json',
        });
      }
    }
    return problems;
  },
};
