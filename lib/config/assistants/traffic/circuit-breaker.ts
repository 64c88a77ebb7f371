/** Limits of connections, outlier detection and load balancing: `trafficPolicy` of a DestinationRule. */
import { z } from 'zod';
import { CIRCUIT_BREAKER } from '@/lib/config/assistants/about';
import type { Assistant, AssistantTarget, FieldProblem, Loss } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { durationSeconds } from '@/lib/config/duration';
import { isObjectId } from '@/lib/config/identity';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  isFields,
  optionalFieldsAt,
  textAt,
} from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import { BALANCERS, balanceOf, balanceSchema, balanceValue, balanceWords } from './load-balancing';
import { choiceProblems, NETWORKING } from './route-choice';
import { placeWords } from './rule-words';

/** Fields of the form that are texts; empty = Istio's default. */
const POOL = {
  maxConnections: ['tcp', 'count'],
  connectTimeout: ['tcp', 'duration'],
  http1MaxPendingRequests: ['http', 'count'],
  http2MaxRequests: ['http', 'count'],
  maxRequestsPerConnection: ['http', 'count'],
  maxRetries: ['http', 'count'],
  idleTimeout: ['http', 'duration'],
} as const;
const OUTLIER = {
  consecutive5xxErrors: 'count',
  consecutiveGatewayErrors: 'count',
  interval: 'duration',
  baseEjectionTime: 'duration',
  maxEjectionPercent: 'percent',
  minHealthPercent: 'percent',
} as const;

const text = z.string();
const schema = z.object({
  namespace: z.string(),
  name: z.string(),
  host: z.string(),
  /** Empty = the whole service. */
  subset: z.string(),
  pool: z.object({
    maxConnections: text,
    connectTimeout: text,
    http1MaxPendingRequests: text,
    http2MaxRequests: text,
    maxRequestsPerConnection: text,
    maxRetries: text,
    idleTimeout: text,
  }),
  /** Null = off. */
  outlier: z
    .object({
      consecutive5xxErrors: text,
      consecutiveGatewayErrors: text,
      interval: text,
      baseEjectionTime: text,
      maxEjectionPercent: text,
      minHealthPercent: text,
    })
    .nullable(),
  balance: balanceSchema,
});
export type CircuitBreaker = z.infer<typeof schema>;

export function destinationRuleId({ namespace, name }: { namespace: string; name: string }): ObjectId {
  return { group: NETWORKING, kind: 'DestinationRule', namespace, name };
}

function opened(mesh: MeshObjects, target: AssistantTarget): MeshObject | null {
  if (target.kind === 'object') return mesh.get(target.id);
  if (target.kind === 'nothing') return null;
  return mesh.destinationRulesOf(target.name, target.namespace)[0] ?? null;
}

/** The policy of the whole service, or of a subset. */
function policyOf(value: Fields, subset: string): Fields {
  const spec = fieldsAt(value, 'spec');
  if (subset === '') return fieldsAt(spec, 'trafficPolicy');
  const own = fieldsListAt(spec, 'subsets').find((entry) => textAt(entry, 'name') === subset);
  return fieldsAt(own ?? {}, 'trafficPolicy');
}

export function breakerAt(
  mesh: MeshObjects,
  place: Pick<CircuitBreaker, 'namespace' | 'name' | 'host' | 'subset'>,
): CircuitBreaker {
  const policy = policyOf(mesh.get(destinationRuleId(place))?.value ?? {}, place.subset);
  const pool = fieldsAt(policy, 'connectionPool');
  const outlier = optionalFieldsAt(policy, 'outlierDetection');
  return {
    ...place,
    pool: {
      maxConnections: written(fieldsAt(pool, 'tcp').maxConnections),
      connectTimeout: written(fieldsAt(pool, 'tcp').connectTimeout),
      http1MaxPendingRequests: written(fieldsAt(pool, 'http').http1MaxPendingRequests),
      http2MaxRequests: written(fieldsAt(pool, 'http').http2MaxRequests),
      maxRequestsPerConnection: written(fieldsAt(pool, 'http').maxRequestsPerConnection),
      maxRetries: written(fieldsAt(pool, 'http').maxRetries),
      idleTimeout: written(fieldsAt(pool, 'http').idleTimeout),
    },
    outlier:
      outlier === null
        ? null
        : {
            consecutive5xxErrors: written(outlier.consecutive5xxErrors),
            consecutiveGatewayErrors: written(outlier.consecutiveGatewayErrors),
            interval: written(outlier.interval),
            baseEjectionTime: written(outlier.baseEjectionTime),
            maxEjectionPercent: written(outlier.maxEjectionPercent),
            minHealthPercent: written(outlier.minHealthPercent),
          },
    balance: balanceOf(fieldsAt(policy, 'loadBalancer')),
  };
}

function written(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

function fieldValue(text: string, kind: string): unknown {
  if (text === '') return undefined;
  return kind === 'duration' ? text : Number(text);
}

function applied(policy: Fields, { pool, outlier, balance }: CircuitBreaker): Fields | undefined {
  const before = fieldsAt(policy, 'connectionPool');
  const part = (name: 'tcp' | 'http') => {
    const fields = Object.entries(POOL).filter(([, [place]]) => place === name);
    const own = fields.map(([field, [, kind]]) => [
      field,
      fieldValue(pool[field as keyof typeof POOL], kind),
    ]);
    return filled({ ...fieldsAt(before, name), ...Object.fromEntries(own) });
  };
  const checks = Object.entries(OUTLIER).map(([field, kind]) => [
    field,
    outlier === null ? undefined : fieldValue(outlier[field as keyof typeof OUTLIER], kind),
  ]);
  return filled({
    ...policy,
    connectionPool: filled({ ...before, tcp: part('tcp'), http: part('http') }),
    loadBalancer: balanceValue(balance, fieldsAt(policy, 'loadBalancer')),
    outlierDetection:
      outlier === null
        ? undefined
        : { ...fieldsAt(policy, 'outlierDetection'), ...Object.fromEntries(checks) },
  });
}

/** Nothing in place of an object without fields. */
function filled(fields: Fields): Fields | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}

/** The rule's value with another policy; a subset that is missing is made. */
function withPolicy(value: Fields, state: CircuitBreaker): Fields {
  const spec = fieldsAt(value, 'spec');
  const policy = applied(policyOf(value, state.subset), state);
  if (state.subset === '') return { ...value, spec: { ...spec, trafficPolicy: policy } };
  const subsets = fieldsListAt(spec, 'subsets');
  const isThere = subsets.some((entry) => textAt(entry, 'name') === state.subset);
  const all = isThere ? subsets : [...subsets, { name: state.subset, labels: { version: state.subset } }];
  const changed = all.map((entry) =>
    textAt(entry, 'name') === state.subset ? { ...entry, trafficPolicy: policy } : entry,
  );
  return { ...value, spec: { ...spec, subsets: changed } };
}

export const circuitBreaker: Assistant<CircuitBreaker> = {
  about: CIRCUIT_BREAKER,
  schema,
  read(mesh, target) {
    const object = opened(mesh, target);
    const losses = object === null ? [] : shapeLosses(object);
    if (losses.length > 0) return { kind: 'refused', losses };
    if (object !== null) {
      const host = textAt(fieldsAt(object.value, 'spec'), 'host') ?? '';
      const { namespace, name } = object.id;
      const state = breakerAt(mesh, { namespace: namespace ?? '', name, host, subset: '' });
      return { kind: 'state', state, kept: keptOf(object) };
    }
    const namespace = target.kind === 'object' ? target.id.namespace : target.namespace;
    const host = target.kind === 'service' ? target.name : '';
    return {
      kind: 'state',
      state: breakerAt(mesh, { namespace: namespace ?? '', name: host, host, subset: '' }),
      kept: [],
    };
  },
  write(state, mesh) {
    const id = destinationRuleId(state);
    if (!isObjectId(id) || state.host === '') return [];
    const value = mesh.get(id)?.value ?? {
      apiVersion: `${NETWORKING}/v1`,
      kind: 'DestinationRule',
      metadata: { name: state.name, namespace: state.namespace },
      spec: { host: state.host },
    };
    return [{ id, value: withPolicy(value, state) }];
  },
  says: (state) => breakerWords(state),
  problems(state, mesh) {
    return [...choiceProblems(state, mesh), ...limitProblems(state), ...balanceProblems(state)];
  },
};

function shapeLosses({ value }: MeshObject): readonly Loss[] {
  const { spec } = value;
  if (!isFields(spec)) return [{ path: 'spec', because: 'it is no object, so there is nothing to edit' }];
  const losses: Loss[] = [];
  if (spec.subsets !== undefined && !Array.isArray(spec.subsets)) {
    losses.push({
      path: 'spec.subsets',
      because: 'a list is expected here; what stands there would be lost',
    });
  }
  for (const name of ['connectionPool', 'outlierDetection', 'loadBalancer']) {
    const part = fieldsAt(spec, 'trafficPolicy')[name];
    if (part !== undefined && part !== null && !isFields(part)) {
      losses.push({
        path: `spec.trafficPolicy.${name}`,
        because: 'an object is expected here; what stands there would be lost',
      });
    }
  }
  return losses;
}

function keptOf({ value }: MeshObject): readonly string[] {
  const policy = fieldsAt(fieldsAt(value, 'spec'), 'trafficPolicy');
  const known = ['connectionPool', 'outlierDetection', 'loadBalancer'];
  return Object.keys(policy).filter((name) => !known.includes(name));
}

function limitProblems({ pool, outlier }: CircuitBreaker): readonly FieldProblem[] {
  const limits = Object.entries(POOL).map(
    ([name, [, kind]]) => [`pool.${name}`, kind, pool[name as keyof typeof POOL]] as const,
  );
  const checks = Object.entries(OUTLIER).map(
    ([name, kind]) => [`outlier.${name}`, kind, outlier?.[name as keyof typeof OUTLIER] ?? ''] as const,
  );
  return [...limits, ...checks].flatMap(([field, kind, text]) => {
    const message = text === '' ? null : mistakeIn(text, kind);
    return message === null ? [] : [{ field, message }];
  });
}

function mistakeIn(text: string, kind: string): string | null {
  if (kind === 'duration') {
    return (durationSeconds(text) ?? 0) > 0 ? null : 'Write a duration such as 30s or 500ms';
  }
  if (!/^\d{1,10}$/.test(text)) return 'Write a whole number';
  return kind === 'percent' && Number(text) > 100 ? 'Per cent, at most 100' : null;
}

function balanceProblems({ balance }: CircuitBreaker): readonly FieldProblem[] {
  const option = BALANCERS.find(({ value }) => value === balance.kind);
  if (option?.names !== undefined && balance.name === '') {
    return [{ field: 'balance.name', message: `Name the ${option.names}` }];
  }
  const ttl = durationSeconds(balance.ttl);
  return balance.ttl !== '' && (ttl === null || ttl < 0)
    ? [{ field: 'balance.ttl', message: 'Write a duration such as 1h, or 0s' }]
    : [];
}

function breakerWords({ host, subset, pool, outlier, balance }: CircuitBreaker): readonly string[] {
  const to = placeWords(host, subset);
  const limits = [
    pool.maxConnections && `${pool.maxConnections} connections`,
    pool.http2MaxRequests && `${pool.http2MaxRequests} requests under way`,
    pool.http1MaxPendingRequests && `${pool.http1MaxPendingRequests} waiting for a connection`,
    pool.maxRetries && `${pool.maxRetries} retries under way`,
  ].filter(Boolean);
  const counts = [
    outlier?.consecutive5xxErrors !== '0' && `${outlier?.consecutive5xxErrors || 5} answers of 5xx`,
    outlier?.consecutiveGatewayErrors && outlier.consecutiveGatewayErrors !== '0'
      ? `${outlier.consecutiveGatewayErrors} of 502, 503 or 504`
      : false,
  ].filter(Boolean);
  return [
    limits.length === 0
      ? `Each caller’s proxy opens as many connections to ${to} as it needs.`
      : `Each caller’s proxy allows ${to} at most ${limits.join(', ')}; what is beyond gets 503 with flag UO at once.`,
    outlier === null
      ? 'Pods that fail stay in use.'
      : `A pod with ${counts.join(' or ') || 'failures'} in a row is left out for ${outlier.baseEjectionTime || '30s'}, longer each time; at most ${outlier.maxEjectionPercent || 10} % of the pods at once.`,
    balanceWords(balance),
  ];
}
