/**
 * Builds a server that tests run against from its own source, with Go, once, into the user's cache folder
 * (`$XDG_CACHE_HOME/periplus/servers/<name>-<version>`): never into the tree.
 */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A server as a Go module beside its `build.ts`: go.mod, go.sum and tools.go pin every package. */
export interface GoServer {
  /** As sentences call it: `Jaeger`. */
  readonly title: string;
  /** Of the folder in the cache: `jaeger`. */
  readonly name: string;
  /** The release; the module version that holds its code stands in go.mod. */
  readonly version: string;
  /** Where go.mod is. */
  readonly module: string;
  /** Main packages by the name of the program; the server itself first. */
  readonly programs: Readonly<Record<string, string>>;
  /**
   * Files and folders of required modules that tests read, by the name under which they are kept beside the programs:
   * a module cache may be emptied between the build and the tests.
   */
  readonly moduleFiles?: Readonly<Record<string, { readonly module: string; readonly path: string }>>;
  /** Of a cold build on two cores, for the message; default 5. */
  readonly minutes?: number;
  readonly tags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export type GoBuild =
  | { readonly kind: 'built'; readonly path: string }
  | { readonly kind: 'skipped' | 'failed'; readonly reason: string };

/** The folder of the built programs. */
export function serverFolder({ name, version }: GoServer): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'periplus', 'servers', `${name}-${version}`);
}

/** The path of a built program, the server itself unless another is named, whether or not it is there yet. */
export function serverProgram(server: GoServer, program = Object.keys(server.programs)[0] ?? ''): string {
  return join(serverFolder(server), process.platform === 'win32' ? `${program}.exe` : program);
}

/** Whether everything is there; tests that need it skip themselves, with the reason, when not. */
export function isBuilt(server: GoServer): boolean {
  return missingPrograms(server).length === 0 && missingFiles(server).length === 0;
}

/** `[name, main package]` of each program that is not there yet. */
function missingPrograms(server: GoServer) {
  return Object.entries(server.programs).filter(([name]) => !existsSync(serverProgram(server, name)));
}

function missingFiles(server: GoServer) {
  const folder = serverFolder(server);
  return Object.entries(server.moduleFiles ?? {}).filter(([name]) => !existsSync(join(folder, name)));
}

/**
 * Makes sure that the programs are built. A cold build takes minutes; progress goes to `say`.
 * The result says why there is none when it was skipped (no Go) or failed; tests that need it are then counted as
 * skipped, see `isBuilt`.
 */
export async function buildGoServer(
  server: GoServer,
  say: (line: string) => void = (line) => console.log(line),
): Promise<GoBuild> {
  const { title, version } = server;
  const path = serverProgram(server);
  if (isBuilt(server)) return { kind: 'built', path };
  if (spawnSync('go', ['version'], { stdio: 'ignore' }).status !== 0) {
    const reason = `${title} ${version} is built with Go, and there is no \`go\` on PATH; tests that need it are skipped.`;
    say(reason);
    return { kind: 'skipped', reason };
  }
  const folder = serverFolder(server);
  mkdirSync(folder, { recursive: true });
  // On the same file system as the result, so that the last step is one atomic rename.
  const work = mkdtempSync(join(folder, 'build-'));
  try {
    // In a copy of the module: `-mod=mod` may edit go.mod, and the tree must stay as it is.
    for (const file of ['go.mod', 'go.sum', 'tools.go']) {
      copyFileSync(join(server.module, file), join(work, file));
    }
    const programs = missingPrograms(server);
    if (programs.length > 0)
      say(`Building ${title} ${version} once into ${folder} (about ${server.minutes ?? 5} minutes) …`);
    for (const [program, mainPackage] of programs) {
      const failure = await compile(server, work, program, mainPackage, say);
      if (failure !== null) return failed(title, failure, say);
    }
    for (const [program] of programs) renameSync(join(work, program), serverProgram(server, program));
    const failure = keepModuleFiles(server, work);
    if (failure !== null) return failed(title, failure, say);
    say(`${title} ${version} is built.`);
    return { kind: 'built', path };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function failed(title: string, reason: string, say: (line: string) => void): GoBuild {
  say(`${title} was not built, tests that need it are skipped: ${reason}`);
  return { kind: 'failed', reason };
}

/** Copies what tests read of required modules. Answers why that failed, or `null`. */
function keepModuleFiles(server: GoServer, work: string): string | null {
  for (const [name, { module, path }] of missingFiles(server)) {
    const download = spawnSync('go', ['mod', 'download', '-json', module], {
      cwd: work,
      encoding: 'utf8',
      env: { ...process.env, GOFLAGS: '-mod=mod', ...server.environment },
    });
    const { Dir, Error: problem } = JSON.parse(download.stdout || '{}') as { Dir?: string; Error?: string };
    if (download.status !== 0 || Dir === undefined) {
      return `the module ${module} cannot be had: ${problem ?? download.stderr}`;
    }
    const copy = join(work, `copy-of-${name}`);
    cpSync(join(Dir, path), copy, { recursive: true });
    renameSync(copy, join(serverFolder(server), name));
  }
  return null;
}

/** `go build` of one program. Answers why it failed, or `null`. */
function compile(
  { tags = [], environment = {} }: GoServer,
  work: string,
  program: string,
  mainPackage: string,
  say: (line: string) => void,
): Promise<string | null> {
  const started = Date.now();
  const words = ['build', '-v', ...tags.flatMap((tag) => ['-tags', tag]), '-o', program, mainPackage];
  const child = spawn('go', words, {
    cwd: work,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, GOFLAGS: '-mod=mod', ...environment },
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
