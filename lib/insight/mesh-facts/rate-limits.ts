/** EnvoyFilters that limit rates, locally or by a service; Istio has no other way to ask for that. */
import { selectorOf } from '@/lib/config/selection';
import { type Fields, fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';
import type { Labels } from '@/lib/inventory/canonical-names';

interface LimitedWorkload {
  readonly namespace: string;
  readonly labels: Labels;
  readonly isGateway: boolean;
}

const RATE_LIMIT_FILTER = /envoy\.filters\.(http|network)\.(local_)?ratelimit\b/;

/** Whether a filter limits the rate of a workload. */
export function rateLimits(
  objects: readonly StoredObject[],
  rootNamespace: string,
): (workload: LimitedWorkload) => boolean {
  const filters = objects
    .filter(({ id }) => id.group === 'networking.istio.io' && id.kind === 'EnvoyFilter')
    .map((object) => ({
      namespace: object.id.namespace,
      selector: selectorOf(object) ?? {},
      contexts: contextsOf(object),
    }))
    .filter(({ contexts }) => contexts.size > 0);
  return ({ namespace, labels, isGateway }) =>
    filters.some(
      (filter) =>
        (filter.namespace === namespace || filter.namespace === rootNamespace) &&
        labelsInclude(labels, filter.selector) &&
        [...filter.contexts].some((context) => reaches(context, isGateway)),
    );
}

/** The contexts in which it adds or changes a rate limit; empty = it does not. */
function contextsOf(object: StoredObject): ReadonlySet<string> {
  const patches = fieldsListAt(fieldsAt(object.value, 'spec'), 'configPatches');
  return new Set(
    patches.filter(addsRateLimit).map((patch) => textAt(fieldsAt(patch, 'match'), 'context') ?? 'ANY'),
  );
}

function addsRateLimit(configPatch: Fields): boolean {
  const patch = fieldsAt(configPatch, 'patch');
  return textAt(patch, 'operation') !== 'REMOVE' && RATE_LIMIT_FILTER.test(JSON.stringify(patch.value ?? ''));
}

function reaches(context: string, isGateway: boolean): boolean {
  if (context === 'GATEWAY') return isGateway;
  return context === 'ANY' || !isGateway;
}
