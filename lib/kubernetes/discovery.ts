/** What the API server serves: every kind with its versions, by aggregated discovery or, on older servers, group by group. */
import 'server-only';
import type { KubernetesClient } from './client';

/** A kind as the server serves it. */
export interface ServedKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** The server's preferred one first. */
  readonly versions: readonly string[];
}

export interface Discovery {
  /** null = the cluster does not have it. */
  find(group: string, kind: string): ServedKind | null;
  /** Groups that are registered and did not answer: whether their kinds exist is not known. */
  readonly unknownGroups: ReadonlySet<string>;
}

/** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,' +
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';

interface WireGroup {
  readonly metadata?: { readonly name?: string };
  readonly versions?: readonly WireVersion[];
}

interface WireVersion {
  readonly version: string;
  readonly freshness?: string;
  readonly resources?: readonly {
    readonly resource: string;
    readonly scope?: string;
    readonly responseKind?: { readonly kind?: string };
  }[];
}

interface WireGroupList {
  readonly groups?: readonly {
    readonly name: string;
    readonly versions: readonly { readonly version: string }[];
    readonly preferredVersion?: { readonly version: string };
  }[];
}

/** `groups`: those that are asked for where the server cannot tell all at once. Throws as the client does. */
export async function discover(
  client: KubernetesClient,
  groups: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Discovery> {
  const found = new Found();
  const ask = (path: string) => client.json({ path, accept: AGGREGATED, signal });
  const [core, others] = await Promise.all([ask('/api'), ask('/apis')]);
  for (const answer of [core, others]) {
    if (isAggregated(answer)) for (const group of answer.items) found.addGroup(group);
  }
  if (!isAggregated(core)) await addVersion(client, found, '', 'v1', '/api/v1', signal);
  if (!isAggregated(others)) await addGroups(client, found, others as WireGroupList, groups, signal);
  return found;
}

function isAggregated(answer: unknown): answer is { readonly items: readonly WireGroup[] } {
  const { kind, items } = (answer ?? {}) as { kind?: unknown; items?: unknown };
  return kind === 'APIGroupDiscoveryList' && Array.isArray(items);
}

async function addGroups(
  client: KubernetesClient,
  found: Found,
  list: WireGroupList,
  wanted: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<void> {
  for (const { name, versions, preferredVersion } of list.groups ?? []) {
    if (!wanted.has(name)) continue;
    const names = versions.map(({ version }) => version);
    const first = preferredVersion?.version;
    const ordered = first === undefined ? names : [first, ...names.filter((other) => other !== first)];
    for (const version of ordered) {
      await addVersion(client, found, name, version, `/apis/${name}/${version}`, signal);
    }
  }
}

async function addVersion(
  client: KubernetesClient,
  found: Found,
  group: string,
  version: string,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const list = (await client.json({ path, signal })) as {
    readonly resources?: readonly { name: string; kind: string; namespaced: boolean }[];
  };
  for (const { name, kind, namespaced } of list.resources ?? []) {
    if (!name.includes('/')) found.add({ group, kind, plural: name, namespaced, version });
  }
}

class Found implements Discovery {
  readonly #kinds = new Map<string, { plural: string; namespaced: boolean; versions: string[] }>();
  readonly unknownGroups = new Set<string>();

  addGroup({ metadata, versions = [] }: WireGroup): void {
    const group = metadata?.name ?? '';
    for (const { version, freshness, resources = [] } of versions) {
      // An aggregated API whose server is away is listed without its resources.
      if (freshness === 'Stale' && resources.length === 0) this.unknownGroups.add(group);
      for (const { resource, scope, responseKind } of resources) {
        const kind = responseKind?.kind;
        if (kind === undefined) continue;
        this.add({ group, kind, plural: resource, namespaced: scope !== 'Cluster', version });
      }
    }
  }

  add(served: { group: string; kind: string; plural: string; namespaced: boolean; version: string }): void {
    const { group, kind, plural, namespaced, version } = served;
    const key = `${group}/${kind}`;
    const known = this.#kinds.get(key);
    if (known === undefined) this.#kinds.set(key, { plural, namespaced, versions: [version] });
    else if (!known.versions.includes(version)) known.versions.push(version);
  }

  find(group: string, kind: string): ServedKind | null {
    const known = this.#kinds.get(`${group}/${kind}`);
    return known === undefined ? null : { group, kind, ...known };
  }
}

/** The version to read a kind in: the first that we prefer and the server has, else the server's own choice. */
export function versionToRead(served: ServedKind, preferred: readonly string[] | null): string {
  return preferred?.find((version) => served.versions.includes(version)) ?? served.versions[0] ?? 'v1';
}

/** The path of a kind's collection; `namespace` null = all of the cluster. */
export function collectionPath(
  { group, plural }: Pick<ServedKind, 'group' | 'plural'>,
  version: string,
  namespace: string | null,
): string {
  const base = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return namespace === null ? `${base}/${plural}` : `${base}/namespaces/${namespace}/${plural}`;
}
