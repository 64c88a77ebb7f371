/**
 * Builds the Jaeger server that tests run against, once, into the user's cache folder.
 * Alone: `node --import tsx e2e/servers/jaeger/build.ts`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The release; the module version that holds its code stands in go.mod. */
export const JAEGER_VERSION = '2.13';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The folder of the built server: `$XDG_CACHE_HOME/periplus/servers/jaeger-<version>`. */
export function jaegerFolder(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'periplus', 'servers', `jaeger-${JAEGER_VERSION}`);
}

/** The built server's path, whether or not it is there yet. */
export function jaegerBinary(): string {
  return join(jaegerFolder(), process.platform === 'win32' ? 'jaeger.exe' : 'jaeger');
}

export type JaegerBuild =
  | { readonly kind: 'built'; readonly path: string }
  | { readonly kind: 'skipped' | 'failed'; readonly reason: string };

/**
 * Makes sure the server is built. A cold build takes about five minutes on two cores; progress goes to `say`.
 * The result says why there is none when it was skipped (no Go) or failed; tests that need it are then
 * counted as skipped, see `jaegerIsBuilt`.
 */
export async function buildJaeger(
  say: (line: string) => void = (line) => console.log(line),
): Promise<JaegerBuild> {
  const path = jaegerBinary();
  if (existsSync(path)) return { kind: 'built', path };
  if (spawnSync('go', ['version'], { stdio: 'ignore' }).status !== 0) {
    const reason =
      'The real Jaeger is built with Go, and there is no `go` on PATH; tests that need it are skipped.';
    say(reason);
    return { kind: 'skipped', reason };
  }
  const folder = jaegerFolder();
  mkdirSync(folder, { recursive: true });
  // On the same file system as the result, so that the last step is one atomic rename.
  const work = mkdtempSync(join(folder, 'build-'));
  try {
    for (const file of ['go.mod', 'go.sum', 'tools.go']) copyFileSync(join(here, file), join(work, file));
    say(`Building Jaeger ${JAEGER_VERSION} once into ${folder} (about five minutes) …`);
    const failure = await compile(work, say);
    if (failure !== null) {
      say(`Jaeger was not built, tests that need it are skipped: ${failure}`);
      return { kind: 'failed', reason: failure };
    }
    renameSync(join(work, 'jaeger'), path);
    say(`Jaeger ${JAEGER_VERSION} is built.`);
    return { kind: 'built', path };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs `go build` in a copy of the module: `-mod=mod` may edit go.mod, and the tree must stay as it is. Answers why it failed, or `null`. */
function compile(work: string, say: (line: string) => void): Promise<string | null> {
  const started = Date.now();
  const child = spawn('go', ['build', '-v', '-o', 'jaeger', 'github.com/jaegertracing/jaeger/cmd/jaeger'], {
    cwd: work,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      GOFLAGS: '-mod=mod',
      // The checksum database lacks some of these modules; go.sum beside this file pins them.
      GONOSUMDB: 'github.com/open-telemetry/*,go.opentelemetry.io/*',
    },
  });
  let packages = 0;
  const last: string[] = [];
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      packages += 1;
      last.push(line);
      if (last.length > 12) last.shift();
    }
  });
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    say(`  … ${seconds} s, ${packages} packages compiled`);
  }, 20_000);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      clearInterval(ticker);
      resolve(`go could not be started: ${error.message}`);
    });
    child.on('close', (code) => {
      clearInterval(ticker);
      resolve(code === 0 ? null : `go build ended with ${code}:\n${last.join('\n')}`);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await buildJaeger();
  if (result.kind === 'built') console.log(result.path);
  process.exitCode = result.kind === 'failed' ? 1 : 0;
}
