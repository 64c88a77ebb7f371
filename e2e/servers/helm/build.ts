/**
 * Helm, which renders deploy/helm/periplus for the tests and for the plain manifests beside it.
 * Alone: `node --import tsx e2e/servers/helm/build.ts`.
 */
import { fileURLToPath } from 'node:url';
import { buildGoServer, type GoBuild, type GoServer, isBuilt, serverProgram } from '@/e2e/servers/go-build';

const HELM: GoServer = {
  title: 'Helm',
  name: 'helm',
  version: '3.22.0',
  module: fileURLToPath(new URL('.', import.meta.url)),
  programs: { helm: 'helm.sh/helm/v3/cmd/helm' },
};

/** The built program's path, whether or not it is there yet. */
export function helmBinary(): string {
  return serverProgram(HELM);
}

/** Whether it has been built; tests that need it skip themselves, with the reason, when not. */
export function helmIsBuilt(): boolean {
  return isBuilt(HELM);
}

/** Makes sure it is built, see `buildGoServer`. */
export function buildHelm(say?: (line: string) => void): Promise<GoBuild> {
  return buildGoServer(HELM, say);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await buildHelm();
  if (result.kind === 'built') console.log(result.path);
  process.exitCode = result.kind === 'failed' ? 1 : 0;
}
