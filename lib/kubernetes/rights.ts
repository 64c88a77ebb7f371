/**
 * What whoever asks may do, as the API server's own reviews tell: one right (SelfSubjectAccessReview), or all rules of
 * a namespace (SelfSubjectRulesReview). The API server still decides each request.
 */
import 'server-only';
import type { KubernetesClient } from './client';

export interface Right {
  readonly verb: string;
  readonly group: string;
  /** Plural, for example `virtualservices`. */
  readonly resource: string;
  /** For example `log` of pods. */
  readonly subresource?: string;
  /** null = in the whole cluster. */
  readonly namespace: string | null;
  readonly name?: string;
}

/** Throws as the client does. */
export async function isAllowed(
  client: KubernetesClient,
  { verb, group, resource, subresource, namespace, name }: Right,
  signal?: AbortSignal,
): Promise<boolean> {
  const resourceAttributes = {
    verb,
    group,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === null ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
  const answer = (await client.json({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes },
    },
    signal,
  })) as { readonly status?: { readonly allowed?: boolean } };
  return answer.status?.allowed === true;
}

interface WireRule {
  readonly verbs?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** The rules that hold in one namespace, those of the whole cluster among them. */
export class NamespaceRules {
  readonly #rules: readonly WireRule[];
  /** True where the server could not tell everything (an authorizer that is asked for each case). */
  readonly isIncomplete: boolean;

  constructor(rules: readonly WireRule[], isIncomplete: boolean) {
    this.#rules = rules;
    this.isIncomplete = isIncomplete;
  }

  /** Of every object of the kind; rules for single names do not count. */
  allows(verb: string, group: string, resource: string): boolean {
    return this.#rules.some(
      ({ verbs = [], apiGroups = [], resources = [], resourceNames = [] }) =>
        resourceNames.length === 0 &&
        holds(verbs, verb) &&
        holds(apiGroups, group) &&
        holds(resources, resource),
    );
  }
}

function holds(listed: readonly string[], wanted: string): boolean {
  return listed.includes('*') || listed.includes(wanted);
}

/** Throws as the client does. */
export async function namespaceRules(
  client: KubernetesClient,
  namespace: string,
  signal?: AbortSignal,
): Promise<NamespaceRules> {
  const answer = (await client.json({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectRulesReview',
      spec: { namespace },
    },
    signal,
  })) as {
    readonly status?: { readonly resourceRules?: readonly WireRule[]; readonly incomplete?: boolean };
  };
  return new NamespaceRules(answer.status?.resourceRules ?? [], answer.status?.incomplete === true);
}

/** Runs `work` for each item, at most `width` at a time; a server should not be asked a thousand things at once. */
export async function eachInTurn<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
