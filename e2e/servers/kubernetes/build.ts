/**
 * The Kubernetes API server that tests run against, and the custom resource definitions of Istio and of the Gateway
 * API. Its store, etcd, comes with the system. Alone: `node --import tsx e2e/servers/kubernetes/build.ts`.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSystemParts, onPath } from '@/bin/system-parts';
import {
  buildGoServer,
  type GoBuild,
  type GoServer,
  isBuilt,
  serverFolder,
  serverProgram,
} from '@/e2e/servers/go-build';

const ISTIO_DEFINITIONS = 'istio-definitions.yaml';
const GATEWAY_DEFINITIONS = 'gateway-api-definitions';

const KUBERNETES: GoServer = {
  title: 'The Kubernetes API server',
  name: 'kubernetes',
  version: '1.37.2',
  minutes: 11,
  module: fileURLToPath(new URL('.', import.meta.url)),
  programs: { 'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver' },
  moduleFiles: {
    [ISTIO_DEFINITIONS]: { module: 'istio.io/api', path: 'kubernetes/customresourcedefinitions.gen.yaml' },
    [GATEWAY_DEFINITIONS]: { module: 'sigs.k8s.io/gateway-api', path: 'config/crd' },
  },
};

/** The built server's path, whether or not it is there yet. */
export function kubernetesBinary(): string {
  return serverProgram(KUBERNETES);
}

/** The file with Istio's definitions, and the folder with `standard/` and `experimental/` of the Gateway API. */
export function definitionFiles(): { readonly istio: string; readonly gatewayApi: string } {
  const folder = serverFolder(KUBERNETES);
  return { istio: join(folder, ISTIO_DEFINITIONS), gatewayApi: join(folder, GATEWAY_DEFINITIONS) };
}

/** Whether server, definitions and etcd are there; tests that need them skip themselves, with the reason, when not. */
export function kubernetesIsBuilt(): boolean {
  return isBuilt(KUBERNETES) && onPath(['etcd']) !== null;
}

/** Makes sure that all is there, see `buildGoServer`. */
export async function buildKubernetes(
  say: (line: string) => void = (line) => console.log(line),
): Promise<GoBuild> {
  try {
    ensureSystemParts(['etcd']);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`Tests that need a Kubernetes API server are skipped: ${reason}`);
    return { kind: 'skipped', reason };
  }
  return buildGoServer(KUBERNETES, say);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await buildKubernetes();
  if (result.kind === 'built') console.log(result.path);
  process.exitCode = result.kind === 'failed' ? 1 : 0;
}
