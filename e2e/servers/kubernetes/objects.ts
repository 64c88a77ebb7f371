/** What tests put into the API server before they begin: definitions, namespaces, rights, tokens, objects. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { definitionFiles } from './build';
import type { KubernetesServer } from './start';

export interface Definition {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly schema?: unknown }[];
  };
}

/** Istio's definitions and those of a channel of the Gateway API, as they were released. */
export async function meshDefinitions(
  channel: 'standard' | 'experimental' = 'experimental',
): Promise<readonly Definition[]> {
  const { istio, gatewayApi } = definitionFiles();
  const folder = join(gatewayApi, channel);
  const files = (await readdir(folder)).filter((file) => /^gateway\..*\.yaml$/.test(file)).sort();
  const texts = await Promise.all([istio, ...files.map((file) => join(folder, file))].map(readText));
  return texts
    .flatMap((text) => loadAll(text) as ({ readonly kind?: string } | null)[])
    .filter((found) => found?.kind === 'CustomResourceDefinition') as unknown as readonly Definition[];
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8');
}

/** Puts definitions in place and waits until the server serves each of them. */
export async function installDefinitions(
  server: KubernetesServer,
  definitions: readonly Definition[],
): Promise<void> {
  const collection = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  for (const body of definitions) await server.request({ method: 'POST', path: collection, body });
  for (const { metadata } of definitions) {
    await until(`${metadata.name} is established`, async () => {
      const { body } = await server.request({ path: `${collection}/${metadata.name}` });
      const { status } = body as { status?: { conditions?: { type: string; status: string }[] } };
      return (
        status?.conditions?.some(({ type, status: is }) => type === 'Established' && is === 'True') ?? false
      );
    });
  }
  for (const { spec } of definitions) {
    const version = spec.versions[0]?.name ?? '';
    const path = `/apis/${spec.group}/${version}/${spec.names.plural}?limit=1`;
    // Established a moment before it is served.
    await until(`${spec.names.plural} are served`, async () => {
      return (await server.request({ path, anyStatus: true })).status === 200;
    });
  }
}

/** Asks every 50 ms; throws after a minute. */
export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It did not come about within a minute that ${what}.`);
}

export async function createNamespace(
  server: KubernetesServer,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  await server.request({ method: 'POST', path: '/api/v1/namespaces', body });
}

/** A rule of RBAC. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

export interface Grant {
  readonly name: string;
  /** null = in the whole cluster. */
  readonly namespace: string | null;
  readonly rules: readonly Rule[];
  readonly to: { readonly kind: 'User' | 'Group'; readonly name: string } | ServiceAccount;
}

export interface ServiceAccount {
  readonly kind: 'ServiceAccount';
  readonly namespace: string;
  readonly name: string;
}

/** Makes a role and its binding; RBAC knows of both when this resolves, or a moment later (see `until`). */
export async function grant(server: KubernetesServer, { name, namespace, rules, to }: Grant): Promise<void> {
  const scope = namespace === null ? '' : `namespaces/${namespace}/`;
  const prefix = namespace === null ? 'Cluster' : '';
  const base = `/apis/rbac.authorization.k8s.io/v1/${scope}`;
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const plural = namespace === null ? 'clusterrole' : 'role';
  await server.request({
    method: 'POST',
    path: `${base}${plural}s`,
    body: { apiVersion, kind: `${prefix}Role`, metadata: { name }, rules },
  });
  const apiGroup = to.kind === 'ServiceAccount' ? {} : { apiGroup: 'rbac.authorization.k8s.io' };
  await server.request({
    method: 'POST',
    path: `${base}${plural}bindings`,
    body: {
      apiVersion,
      kind: `${prefix}RoleBinding`,
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: `${prefix}Role`, name },
      subjects: [{ ...to, ...apiGroup }],
    },
  });
}

/** Makes a service account and answers a token of it (TokenRequest), good for an hour. */
export async function serviceAccountToken(
  server: KubernetesServer,
  namespace: string,
  name: string,
): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts`;
  await server.request({
    method: 'POST',
    path,
    body: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } },
  });
  const { body } = await server.request({
    method: 'POST',
    path: `${path}/${name}/token`,
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } },
  });
  return (body as { status: { token: string } }).status.token;
}
