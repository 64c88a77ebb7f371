/**
 * Prometheus 3 with its promtool, for native histograms and names in UTF-8, beside the older one of the system.
 * Alone: `node --import tsx e2e/servers/prometheus-3/build.ts`.
 */
import { fileURLToPath } from 'node:url';
import { buildGoServer, type GoBuild, type GoServer, isBuilt, serverProgram } from '@/e2e/servers/go-build';

const PROMETHEUS: GoServer = {
  title: 'Prometheus',
  name: 'prometheus',
  version: '3.16',
  module: fileURLToPath(new URL('.', import.meta.url)),
  programs: {
    prometheus: 'github.com/prometheus/prometheus/cmd/prometheus',
    promtool: 'github.com/prometheus/prometheus/cmd/promtool',
  },
  // Some modules of service discovery cannot be had, and no test discovers anything.
  tags: ['remove_all_sd'],
};

/** The built server's path, whether or not it is there yet; for `program` of `startPrometheus`. */
export function prometheus3Binary(): string {
  return serverProgram(PROMETHEUS);
}

export function promtool3Binary(): string {
  return serverProgram(PROMETHEUS, 'promtool');
}

/** Whether it has been built; tests that need it skip themselves, with the reason, when not. */
export function prometheus3IsBuilt(): boolean {
  return isBuilt(PROMETHEUS);
}

/** Makes sure the server is built, see `buildGoServer`. */
export function buildPrometheus3(say?: (line: string) => void): Promise<GoBuild> {
  return buildGoServer(PROMETHEUS, say);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await buildPrometheus3();
  if (result.kind === 'built') console.log(result.path);
  process.exitCode = result.kind === 'failed' ? 1 : 0;
}
