/** RequestAuthentication with the AuthorizationPolicy that demands a token: without it, a request without one passes. */
import { z } from 'zod';
import { REQUEST_AUTHENTICATION } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem, Loss, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
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
  written,
} from './form-object';

const schema = z.object({
  namespace: z.string(),
  name: z.string(),
  /** Empty = every pod of the namespace. */
  labels: labelsSchema,
  rules: z.array(
    z.object({
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

const SECURITY = 'security.istio.io';
const KNOWN = ['issuer', 'jwksUri', 'audiences', 'forwardOriginalToken'];

function idOf({ namespace, name }: RequestAuthentication): ObjectId {
  return { group: SECURITY, kind: 'RequestAuthentication', namespace, name };
}

/** The policy beside it that this assistant writes. */
function demandId({ namespace, name }: RequestAuthentication): ObjectId {
  return { group: SECURITY, kind: 'AuthorizationPolicy', namespace, name: `${name}-require-token` };
}

function lossesOf(value: Fields): readonly Loss[] {
  const spec = fieldsAt(value, 'spec');
  return ['targetRef', 'targetRefs']
    .filter((name) => spec[name] !== undefined)
    .map((name) => ({ path: `spec.${name}`, because: 'the form selects pods by labels' }));
}

function stateOf(object: MeshObject, mesh: MeshObjects): RequestAuthentication {
  const spec = fieldsAt(object.value, 'spec');
  const place = { namespace: object.id.namespace ?? '', name: object.id.name };
  const state = {
    ...place,
    labels: matchLabels(spec),
    rules: fieldsListAt(spec, 'jwtRules').map((rule) => ({
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
  return state.rules.map((rule, index) => {
    const same = present.find((entry) => textAt(entry, 'issuer') === rule.issuer) ?? present[index] ?? {};
    return pruned({
      ...same,
      issuer: written(rule.issuer),
      jwksUri: written(rule.jwksUri),
      audiences: filled(rule.audiences.filter((text) => text !== '')),
      forwardOriginalToken: rule.forwardOriginalToken ? true : undefined,
    });
  });
}

function demandEdit(state: RequestAuthentication, mesh: MeshObjects): readonly ObjectEdit[] {
  const id = demandId(state);
  if (!state.demand) return mesh.get(id) === null ? [] : [{ id, value: null }];
  return [
    withSpec(mesh, id, `${SECURITY}/v1`, (spec) => ({
      ...spec,
      selector: selectorFor(state.labels),
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
      const losses = lossesOf(object.value);
      if (losses.length > 0) return { kind: 'refused', losses };
      const rules = fieldsListAt(fieldsAt(object.value, 'spec'), 'jwtRules');
      const kept = rules.flatMap((rule, index) => keptFields(rule, KNOWN, `spec.jwtRules[${index}]`));
      return { kind: 'state', state: stateOf(object, mesh), kept };
    }
    const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
    const service = target.kind === 'service' ? mesh.service(target.name, target.namespace) : null;
    const labels = service?.endpoints.kind === 'selector' ? labelRows(service.endpoints.labels) : [];
    const name = target.kind === 'service' ? `${target.name}-jwt` : '';
    const rules = [{ issuer: '', jwksUri: '', audiences: [], forwardOriginalToken: false }];
    return { kind: 'state', state: { namespace, name, labels, rules, demand: true }, kept: [] };
  },
  write(state, mesh) {
    if (nameProblems(idOf(state)).length > 0) return [];
    const own = withSpec(mesh, idOf(state), `${SECURITY}/v1`, (spec) => ({
      ...spec,
      selector: selectorFor(state.labels),
      jwtRules: jwtRules(state, spec),
    }));
    return [own, ...demandEdit(state, mesh)];
  },
  says(state) {
    if (state.namespace === '') return ['Choose a namespace.'];
    const who =
      state.labels.length === 0
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
    const problems: FieldProblem[] = [...nameProblems(idOf(state))];
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
