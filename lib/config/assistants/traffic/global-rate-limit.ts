/**
 * A limit that one service keeps for all proxies: an EnvoyFilter that asks it, and the service's own file.
 * https://istio.io/latest/docs/tasks/policy-enforcement/rate-limit/#global-rate-limit
 */
import { z } from 'zod';
import { GLOBAL_RATE_LIMIT } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { durationSeconds } from '@/lib/config/duration';
import { isObjectId } from '@/lib/config/identity';
import { type Fields, fieldsAt, fieldsListAt, flagAt, textAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import {
  envoyFilterId,
  envoyFilterOf,
  filterBody,
  freshPlacement,
  httpFilterPatch,
  matchFor,
  patchesOf,
  patchLosses,
  placementOf,
  placementProblems,
  placementSchema,
  placementWords,
  withFilterBody,
  withPlacement,
} from './envoy-patches';
import { countedBy, countedWords, descriptorSchema, rateLimitEntry } from './rate-limit-actions';
import { limitIn, withLimits } from './rate-limit-config';

const FILTER = 'envoy.filters.http.ratelimit';
const ROUTER = 'envoy.filters.http.router';
const FILE = 'config.yaml';

const schema = placementSchema.extend({
  /** Host of the rate limit service, in full, and its gRPC port. */
  service: z.string(),
  servicePort: z.string(),
  domain: z.string(),
  timeout: z.string(),
  /** Requests are refused while the service does not answer. */
  denies: z.boolean(),
  limits: z.array(descriptorSchema),
  /** ConfigMap that holds the service's file; empty name = its limits are kept elsewhere. */
  configNamespace: z.string(),
  configName: z.string(),
});
export type GlobalRateLimit = z.infer<typeof schema>;

const CLUSTER = /^outbound\|(\d+)\|[^|]*\|(.+)$/;

function serviceOf(body: Fields): Pick<GlobalRateLimit, 'service' | 'servicePort'> {
  const grpc = fieldsAt(fieldsAt(fieldsAt(body, 'rate_limit_service'), 'grpc_service'), 'envoy_grpc');
  const [, servicePort = '', service = ''] = CLUSTER.exec(textAt(grpc, 'cluster_name') ?? '') ?? [];
  return { service, servicePort };
}

/** Index of the patch that says what requests are counted by; -1 for none. */
function actionsPatch(value: Fields): number {
  return patchesOf(value).findIndex(
    (entry) => fieldsListAt(fieldsAt(fieldsAt(entry, 'patch'), 'value'), 'rate_limits').length > 0,
  );
}

function rateLimits(value: Fields): readonly Fields[] {
  const patch = patchesOf(value)[actionsPatch(value)];
  return fieldsListAt(fieldsAt(fieldsAt(patch ?? {}, 'patch'), 'value'), 'rate_limits');
}

/** ConfigMaps that could be the service's file, those near it first. */
function configMapOf(mesh: MeshObjects, namespace: string): ObjectId | null {
  const found = mesh
    .ofKind('/ConfigMap')
    .filter(({ id, value }) => /ratelimit|rate-limit/.test(id.name) && FILE in fieldsAt(value, 'data'));
  return (found.find(({ id }) => id.namespace === namespace) ?? found[0])?.id ?? null;
}

function fileOf(mesh: MeshObjects, id: ObjectId | null): string {
  return textAt(fieldsAt(id === null ? {} : (mesh.get(id)?.value ?? {}), 'data'), FILE) ?? '';
}

function configMapId({ configNamespace, configName }: GlobalRateLimit): ObjectId {
  return { group: '', kind: 'ConfigMap', namespace: configNamespace, name: configName };
}

/** A service that looks like Envoy's rate limit service. */
function knownService(mesh: MeshObjects): Pick<GlobalRateLimit, 'service' | 'servicePort'> {
  const found = mesh.view.services.find(({ name }) => /rate-?limit/.test(name));
  const port = found?.ports.find(({ name }) => name?.startsWith('grpc')) ?? found?.ports[0];
  return { service: found?.host ?? '', servicePort: String(port?.number ?? 8081) };
}

function openedAt(mesh: MeshObjects, object: MeshObject): GlobalRateLimit {
  const patch = patchesOf(object.value)[httpFilterPatch(object.value, FILTER)] ?? {};
  const body = filterBody(patch);
  const config = configMapOf(mesh, object.id.namespace ?? '');
  const file = fileOf(mesh, config);
  const limits = rateLimits(object.value).flatMap((entry, from) => {
    const counted = countedBy(entry);
    if (counted === null) return [];
    const limit = limitIn(file, counted.key, counted.value) ?? { requests: 100, unit: 'minute' as const };
    return [{ from, ...counted, ...limit }];
  });
  return {
    ...placementOf(object, patch),
    ...serviceOf(body),
    domain: textAt(body, 'domain') ?? '',
    timeout: textAt(body, 'timeout') ?? '',
    denies: flagAt(body, 'failure_mode_deny'),
    limits,
    configNamespace: config?.namespace ?? '',
    configName: config?.name ?? '',
  };
}

function applied(patch: Fields | null, state: GlobalRateLimit): Fields {
  const base = patch ?? {
    applyTo: 'HTTP_FILTER',
    match: {},
    patch: { operation: 'INSERT_BEFORE', value: { name: FILTER, typed_config: { '@type': RATE_LIMIT } } },
  };
  const body = filterBody(base);
  const service = fieldsAt(body, 'rate_limit_service');
  const isSame = JSON.stringify(serviceOf(body)) === JSON.stringify(pickService(state));
  const grpc = {
    cluster_name: `outbound|${state.servicePort}||${state.service}`,
    authority: state.service,
  };
  const changed: Fields = {
    ...body,
    domain: state.domain,
    failure_mode_deny: body.failure_mode_deny === undefined && !state.denies ? undefined : state.denies,
    timeout: state.timeout || undefined,
    rate_limit_service: isSame
      ? service
      : {
          ...service,
          grpc_service: { ...fieldsAt(service, 'grpc_service'), envoy_grpc: grpc },
          transport_api_version: 'V3',
        },
  };
  return withFilterBody({ ...base, match: matchFor(state, fieldsAt(base, 'match'), ROUTER) }, changed);
}

const RATE_LIMIT = 'type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit';

function pickService({ service, servicePort }: GlobalRateLimit) {
  return { service, servicePort };
}

function withActions(patch: Fields | null, state: GlobalRateLimit, stored: readonly Fields[]): Fields {
  const base = patch ?? {
    applyTo: 'VIRTUAL_HOST',
    match: { context: state.context, routeConfiguration: { vhost: { name: '', route: { action: 'ANY' } } } },
    patch: { operation: 'MERGE', value: {} },
  };
  const written = state.limits.map((limit) =>
    rateLimitEntry(limit, (limit.from === null ? undefined : stored[limit.from]) ?? {}),
  );
  const unknown = stored.filter((entry) => countedBy(entry) === null);
  const inner = fieldsAt(base, 'patch');
  const value = { ...fieldsAt(inner, 'value'), rate_limits: [...written, ...unknown] };
  return {
    ...base,
    match: { ...fieldsAt(base, 'match'), context: state.context },
    patch: { ...inner, value },
  };
}

function configEdits(state: GlobalRateLimit, mesh: MeshObjects): readonly ObjectEdit[] {
  const id = configMapId(state);
  if (state.configName === '' || !isObjectId(id)) return [];
  const value = mesh.get(id)?.value ?? {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: state.configName, namespace: state.configNamespace },
  };
  const file = withLimits(fileOf(mesh, id), state.domain, state.limits);
  return [{ id, value: { ...value, data: { ...fieldsAt(value, 'data'), [FILE]: file } } }];
}

export const globalRateLimit: Assistant<GlobalRateLimit> = {
  about: GLOBAL_RATE_LIMIT,
  schema,
  needs(mesh, target) {
    const object = envoyFilterOf(mesh, target, FILTER);
    const namespace = target.kind === 'object' ? target.id.namespace : target.namespace;
    const config = configMapOf(mesh, object?.id.namespace ?? namespace ?? '');
    return config === null ? [] : [config];
  },
  read(mesh, target) {
    const object = envoyFilterOf(mesh, target, FILTER);
    if (object !== null) {
      const losses = patchLosses(object, FILTER);
      if (losses.length > 0) return { kind: 'refused', losses };
      const combined = rateLimits(object.value).filter((entry) => countedBy(entry) === null).length;
      const kept = combined === 0 ? [] : [`${combined} limits by several things at once`];
      return { kind: 'state', state: openedAt(mesh, object), kept };
    }
    const place = freshPlacement(mesh, target, 'rate-limit');
    const service = knownService(mesh);
    const [, namespace = place.namespace] = service.service.split('.');
    const config = configMapOf(mesh, namespace);
    const state: GlobalRateLimit = {
      ...place,
      ...service,
      domain: 'ratelimit',
      timeout: '1s',
      denies: false,
      limits: [{ from: null, by: 'path', header: '', key: 'PATH', value: '', requests: 100, unit: 'minute' }],
      configNamespace: config?.namespace ?? namespace,
      configName: config?.name ?? 'ratelimit-config',
    };
    return { kind: 'state', state, kept: [] };
  },
  write(state, mesh) {
    const id = envoyFilterId(state);
    if (!isObjectId(id) || state.service === '') return [];
    const value = mesh.get(id)?.value ?? null;
    const patches = value === null ? [] : [...patchesOf(value)];
    const put = (at: number, patch: Fields) => {
      if (at < 0) patches.push(patch);
      else patches[at] = patch;
    };
    const filter = value === null ? -1 : httpFilterPatch(value, FILTER);
    const actions = value === null ? -1 : actionsPatch(value);
    put(filter, applied(patches[filter] ?? null, state));
    if (actions >= 0 || state.limits.length > 0) {
      put(actions, withActions(patches[actions] ?? null, state, value === null ? [] : rateLimits(value)));
    }
    return [...configEdits(state, mesh), { id, value: withPlacement(value, state, patches) }];
  },
  says(state) {
    return [
      `Before a request passes, ${placementWords(state)} asks ${state.service || 'the rate limit service'}.`,
      ...state.limits.map(
        (limit) =>
          `${limit.requests} requests a ${limit.unit} ${countedWords(limit)}, over all proxies together; the rest is answered with 429.`,
      ),
      state.denies
        ? 'While the service does not answer, every request is refused.'
        : 'While the service does not answer, every request passes.',
      state.configName === ''
        ? 'The numbers are kept in the service’s own file, which this does not write.'
        : `The numbers are written to ${FILE} of ConfigMap ${state.configName}, which the service reads.`,
    ];
  },
  problems: (state, mesh) => [...placementProblems(state, mesh), ...limitProblems(state, mesh)],
};

function limitProblems(state: GlobalRateLimit, mesh: MeshObjects): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (mesh.view.services.every(({ host }) => host !== state.service)) {
    problems.push({
      field: 'service',
      message: 'Choose the rate limit service; it has to be deployed first',
    });
  }
  if (!/^\d{1,5}$/.test(state.servicePort))
    problems.push({ field: 'servicePort', message: 'A port is a number' });
  if (state.domain === '')
    problems.push({ field: 'domain', message: 'The service finds its limits by the domain' });
  if (state.timeout !== '' && (durationSeconds(state.timeout) ?? 0) <= 0) {
    problems.push({ field: 'timeout', message: 'Write a duration such as 1s or 0.1s' });
  }
  if (state.configName !== '' && state.configNamespace === '') {
    problems.push({ field: 'configNamespace', message: 'Choose a namespace' });
  } else if (state.configName !== '' && !isObjectId(configMapId(state))) {
    problems.push({ field: 'configName', message: 'A name has lower case letters, digits and "-"' });
  }
  for (const [index, { by, header, key, value, requests }] of state.limits.entries()) {
    const at = `limits.${index}`;
    if (key === '') problems.push({ field: at, message: 'A limit is found by its key' });
    else if (by === 'header' && header === '') problems.push({ field: at, message: 'Name the header' });
    else if (by === 'everything' && value === '')
      problems.push({ field: at, message: 'Give the limit a name' });
    else if (!Number.isInteger(requests) || requests < 1)
      problems.push({ field: at, message: 'At least one request' });
  }
  return problems;
}
