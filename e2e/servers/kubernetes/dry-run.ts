/** What the API server says of an object without keeping it: its verdict by schema and CEL, unknown fields refused. */
import { meshKind } from '@/lib/config/kind-lookup';
import type { KubernetesServer } from './start';

export interface Verdict {
  readonly isTaken: boolean;
  /** The server's own words; '' where it takes the object. */
  readonly words: string;
}

/** Kinds of the mesh that belong to no namespace. */
const CLUSTER_WIDE = new Set(['GatewayClass']);

/** Asks for a creation with `dryRun=All` and `fieldValidation=Strict`; `namespace` must exist. */
export async function dryRun(
  server: KubernetesServer,
  namespace: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Verdict> {
  const apiVersion = String(body.apiVersion);
  const kind = meshKind(apiVersion.split('/')[0] ?? '', String(body.kind));
  if (kind === null) throw new Error(`${apiVersion} ${body.kind} is no kind of the mesh`);
  const place = CLUSTER_WIDE.has(kind.kind) ? '' : `namespaces/${namespace}/`;
  const path = `/apis/${apiVersion}/${place}${kind.plural}?dryRun=All&fieldValidation=Strict`;
  const { status, body: answer } = await server.request({ method: 'POST', path, body, anyStatus: true });
  if (status === 201) return { isTaken: true, words: '' };
  const { message = JSON.stringify(answer) } = answer as { message?: string };
  // Everything else is no verdict on the object: a right, a missing namespace, a server that is not ready.
  if (status !== 400 && status !== 422) throw new Error(`${path} was answered ${status}: ${message}`);
  return { isTaken: false, words: message };
}
