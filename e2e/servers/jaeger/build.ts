/**
 * The Jaeger server that tests run against. Alone: `node --import tsx e2e/servers/jaeger/build.ts`.
 */
import { fileURLToPath } from 'node:url';
import { buildGoServer, type GoBuild, type GoServer, serverProgram } from '@/e2e/servers/go-build';

const JAEGER: GoServer = {
  title: 'Jaeger',
  name: 'jaeger',
  version: '2.13',
  module: fileURLToPath(new URL('.', import.meta.url)),
  programs: { jaeger: 'github.com/jaegertracing/jaeger/cmd/jaeger' },
  // The checksum database lacks some of these modules; go.sum beside this file pins them.
  environment: { GONOSUMDB: 'github.com/open-telemetry/*,go.opentelemetry.io/*' },
};

/** The built server's path, whether or not it is there yet. */
export function jaegerBinary(): string {
  return serverProgram(JAEGER);
}

/** Makes sure the server is built, see `buildGoServer`. */
export function buildJaeger(say?: (line: string) => void): Promise<GoBuild> {
  return buildGoServer(JAEGER, say);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await buildJaeger();
  if (result.kind === 'built') console.log(result.path);
  process.exitCode = result.kind === 'failed' ? 1 : 0;
}
