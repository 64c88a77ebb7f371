/**
 * The production build, made when the sources changed since the last one and kept otherwise.
 * `npm run demo`, `npm start` and the end-to-end tests all run what this leaves in `.next/standalone`.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a build is made from; tests do not change it. */
const SOURCES = ['app/**/*', 'components/**/*', 'lib/**/*', 'public/**/*', '*.{ts,mjs,json}'];
const NOT_SOURCES = /\.test\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$|\/(fixtures|captured)\//;

/** Path of the server that the build leaves. */
export const STANDALONE_SERVER = join('.next', 'standalone', 'server.js');
/**
 * How that server is run. It keeps idle connections for longer than proxies in front of it keep theirs (a minute, most
 * often): who is the first to close one that the other is about to use makes a request fail. The Dockerfile says the same.
 */
export const SERVER_ENVIRONMENT = { NODE_ENV: 'production', KEEP_ALIVE_TIMEOUT: '75000' } as const;
const STAMP = join('.next', 'periplus-sources-hash');

/** SHA-256 over the names and contents of all sources below `root`. */
export function sourcesHash(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(root.length + 1))
    .filter((path) => !NOT_SOURCES.test(path))
    .sort();
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** True when the build below `root` was made from the sources as they are now. */
export function isBuildCurrent(root: string): boolean {
  const stamp = join(root, STAMP);
  return (
    existsSync(join(root, STANDALONE_SERVER)) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === sourcesHash(root)
  );
}

/**
 * Builds unless the build is current. The standalone folder gets `public` and the static files,
 * which Next leaves out of it (its guide on self-hosting). Throws an `Error` when the build fails.
 */
export async function ensureProductionBuild(root: string, say: (line: string) => void): Promise<void> {
  if (isBuildCurrent(root)) return;
  say('Building the console (about a minute; kept while the sources stay the same) …');
  const hash = sourcesHash(root);
  rmSync(join(root, STAMP), { force: true });
  await nextBuild(root);
  const standalone = join(root, '.next', 'standalone');
  if (existsSync(join(root, 'public')))
    cpSync(join(root, 'public'), join(standalone, 'public'), { recursive: true });
  cpSync(join(root, '.next', 'static'), join(standalone, '.next', 'static'), { recursive: true });
  writeFileSync(join(root, STAMP), hash);
}

function nextBuild(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NODE_OPTIONS: '' },
      },
    );
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`next build ended with exit code ${code ?? 'of a signal'}; its message stands above.`),
        );
    });
  });
}
