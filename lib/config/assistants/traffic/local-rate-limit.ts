/**
 * A limit that each proxy keeps by itself, as an EnvoyFilter.
 * https://istio.io/latest/docs/tasks/policy-enforcement/rate-limit/#local-rate-limit
 */

import { z } from 'zod';
import { LOCAL_RATE_LIMIT } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem } from '@/lib/config/assistants/assistant';
import type { MeshObject } from '@/lib/config/assistants/mesh-objects';
import { durationSeconds } from '@/lib/config/duration';
import { isObjectId } from '@/lib/config/identity';
import { type Fields, fieldsAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
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

const FILTER = 'envoy.filters.http.local_ratelimit';

const schema = placementSchema.extend({
  /** Requests that are added to the bucket with each fill. */
  requests: z.number(),
  /** Time between fills, as a duration. */
  per: z.string(),
  /** Most requests at once: the size of the bucket. */
  burst: z.number(),
  /** Share of requests that the limit is enforced for, per cent. */
  enforced: z.number(),
});
export type LocalRateLimit = z.infer<typeof schema>;

function limitsOf(body: Fields): Pick<LocalRateLimit, 'requests' | 'per' | 'burst' | 'enforced'> {
  const bucket = fieldsAt(body, 'token_bucket');
  const burst = numberAt(bucket, 'max_tokens') ?? 0;
  return {
    requests: numberAt(bucket, 'tokens_per_fill') ?? 1,
    per: textAt(bucket, 'fill_interval') ?? '',
    burst,
    enforced: percentOf(fieldsAt(body, 'filter_enforced')),
  };
}

const HUNDREDTHS: Readonly<Record<string, number>> = { HUNDRED: 1, TEN_THOUSAND: 100, MILLION: 10_000 };

/** Without the field nothing is enforced, says Envoy. */
function percentOf(share: Fields): number {
  const value = fieldsAt(share, 'default_value');
  const parts = HUNDREDTHS[textAt(value, 'denominator') ?? 'HUNDRED'] ?? 1;
  return (numberAt(value, 'numerator') ?? 0) / parts;
}

function shareOf(percent: number, key: string, before: Fields): Fields {
  if (before.default_value !== undefined && percentOf(before) === percent) return before;
  const fraction = Number.isInteger(percent)
    ? { numerator: percent, denominator: 'HUNDRED' }
    : { numerator: Math.round(percent * 10_000), denominator: 'MILLION' };
  return { runtime_key: key, ...before, default_value: fraction };
}

function applied(patch: Fields | null, state: LocalRateLimit): Fields {
  const base = patch ?? freshPatch();
  const body = filterBody(base);
  const enabled = fieldsAt(body, 'filter_enabled');
  const bucket = fieldsAt(body, 'token_bucket');
  const changed: Fields = {
    ...body,
    token_bucket: {
      ...bucket,
      max_tokens: state.burst,
      tokens_per_fill:
        bucket.tokens_per_fill === undefined && state.requests === 1 ? undefined : state.requests,
      fill_interval: state.per,
    },
    filter_enabled:
      enabled.default_value === undefined ? shareOf(100, 'local_rate_limit_enabled', enabled) : enabled,
    filter_enforced: shareOf(state.enforced, 'local_rate_limit_enforced', fieldsAt(body, 'filter_enforced')),
  };
  const match = matchFor(state, fieldsAt(base, 'match'), null);
  return withFilterBody({ ...base, match }, changed);
}

function freshPatch(): Fields {
  return {
    applyTo: 'HTTP_FILTER',
    match: {},
    patch: {
      operation: 'INSERT_BEFORE',
      value: {
        name: FILTER,
        typed_config: {
          '@type': 'type.googleapis.com/udpa.type.v1.TypedStruct',
          type_url: 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
          value: { stat_prefix: 'http_local_rate_limiter' },
        },
      },
    },
  };
}

function keptOf({ value }: MeshObject): readonly string[] {
  const at = httpFilterPatch(value, FILTER);
  const body = filterBody(patchesOf(value)[at] ?? {});
  const known = ['stat_prefix', 'token_bucket', 'filter_enabled', 'filter_enforced', '@type'];
  const fields = Object.keys(body).filter((name) => !known.includes(name));
  const others = patchesOf(value).length - 1;
  return [...fields, ...(others > 0 ? [`${others} other ${others === 1 ? 'patch' : 'patches'}`] : [])];
}

export const localRateLimit: Assistant<LocalRateLimit> = {
  about: LOCAL_RATE_LIMIT,
  schema,
  read(mesh, target) {
    const object = envoyFilterOf(mesh, target, FILTER);
    if (object === null) {
      const place = freshPlacement(mesh, target, 'local-rate-limit');
      const state = { ...place, requests: 100, per: '60s', burst: 100, enforced: 100 };
      return { kind: 'state', state, kept: [] };
    }
    const losses = patchLosses(object, FILTER);
    if (losses.length > 0) return { kind: 'refused', losses };
    const patch = patchesOf(object.value)[httpFilterPatch(object.value, FILTER)] ?? {};
    const state = { ...placementOf(object, patch), ...limitsOf(filterBody(patch)) };
    return { kind: 'state', state, kept: keptOf(object) };
  },
  write(state, mesh) {
    const id = envoyFilterId(state);
    if (!isObjectId(id)) return [];
    const value = mesh.get(id)?.value ?? null;
    const patches = value === null ? [] : [...patchesOf(value)];
    const at = value === null ? -1 : httpFilterPatch(value, FILTER);
    const changed = applied(patches[at] ?? null, state);
    if (at < 0) patches.push(changed);
    else patches[at] = changed;
    return [{ id, value: withPlacement(value, state, patches) }];
  },
  says(state) {
    const { requests, per, burst, enforced } = state;
    const more = burst > requests ? `, and up to ${burst} at once after a quiet time` : '';
    return [
      `At ${placementWords(state)}: ${requests} requests per ${per} are let through${more}; the rest is answered with 429.`,
      enforced === 0
        ? 'Nothing is enforced yet: what would be refused is only counted.'
        : enforced === 100
          ? 'Every proxy counts for itself: with twice the pods, twice the requests pass.'
          : `It is enforced for ${enforced} % of the requests; the others are only counted.`,
    ];
  },
  problems(state, mesh) {
    const problems: FieldProblem[] = [...placementProblems(state, mesh)];
    if (!Number.isInteger(state.requests) || state.requests < 1) {
      problems.push({ field: 'requests', message: 'At least one request' });
    }
    if (!Number.isInteger(state.burst) || state.burst < 1) {
      problems.push({ field: 'burst', message: 'At least one request' });
    }
    // Envoy refuses shorter intervals: https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/http/local_ratelimit/v3/local_rate_limit.proto
    if ((durationSeconds(state.per) ?? 0) < 0.05 || !/^[\d.]+s$/.test(state.per)) {
      problems.push({ field: 'per', message: 'Envoy takes seconds such as 60s or 0.5s, at least 0.05s' });
    }
    if (!(state.enforced >= 0 && state.enforced <= 100)) {
      problems.push({ field: 'enforced', message: 'A share is between 0 and 100 per cent' });
    }
    return problems;
  },
};
