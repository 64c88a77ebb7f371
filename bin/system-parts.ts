/**
 * The programs that npm does not bring: Prometheus with promtool, etcd and Chromium. Taken from PATH,
 * else installed with apt-get where that works without a question, else named with the command to run.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A system part: what it is called, the executables that will do, and the Debian package that brings it. */
interface SystemPart {
  readonly name: string;
  readonly executables: readonly string[];
  readonly debianPackage: string;
}

const PARTS = {
  prometheus: { name: 'Prometheus', executables: ['prometheus'], debianPackage: 'prometheus' },
  promtool: { name: 'promtool', executables: ['promtool'], debianPackage: 'prometheus' },
  etcd: { name: 'etcd', executables: ['etcd'], debianPackage: 'etcd-server' },
  chromium: {
    name: 'Chromium',
    executables: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    debianPackage: 'chromium',
  },
} as const satisfies Record<string, SystemPart>;

export type SystemPartName = keyof typeof PARTS;

/** The full path of the first of `executables` on PATH, or null. */
export function onPath(executables: readonly string[], path = process.env.PATH ?? ''): string | null {
  for (const executable of executables) {
    for (const folder of path.split(delimiter)) {
      if (folder === '') continue;
      const candidate = join(folder, executable);
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        // Not here; the next folder may have it.
      }
    }
  }
  return null;
}

/** The command prefix with which apt-get may install without asking, or null where it may not. */
function privilege(): readonly string[] | null {
  if (onPath(['apt-get']) === null) return null;
  if (process.getuid?.() === 0) return [];
  if (onPath(['sudo']) !== null && spawnSync('sudo', ['-n', 'true']).status === 0) return ['sudo', '-n'];
  return null;
}

function aptGet(prefix: readonly string[], ...rest: string[]): boolean {
  const [command, ...words] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...rest];
  if (command === undefined) return false;
  return spawnSync(command, words, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/**
 * Makes sure that the parts are there and returns their paths.
 * Throws an `Error` that names what is missing and the exact command to run.
 */
export function ensureSystemParts<Name extends SystemPartName>(names: readonly Name[]): Record<Name, string> {
  const missing = names.filter((name) => onPath(PARTS[name].executables) === null);
  if (missing.length > 0) installParts(missing);
  const paths = {} as Record<Name, string>;
  for (const name of names) {
    const path = onPath(PARTS[name].executables);
    if (path === null) {
      const packages = [...new Set(missing.map((part) => PARTS[part].debianPackage))].join(' ');
      throw new Error(
        `${PARTS[name].name} is not on PATH and could not be installed from here. On Debian or Ubuntu run: ` +
          `sudo apt-get install ${packages}; elsewhere install ${PARTS[name].name} and put it on PATH.`,
      );
    }
    paths[name] = path;
  }
  return paths;
}

function installParts(missing: readonly SystemPartName[]): void {
  const prefix = privilege();
  if (prefix === null) return;
  const packages = [...new Set(missing.map((name) => PARTS[name].debianPackage))];
  process.stdout.write(`Installing ${packages.join(' and ')} with apt-get …\n`);
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  // A fresh machine has no package lists; one that has them is spared the update.
  if (aptGet(prefix, ...install)) return;
  if (aptGet(prefix, 'update')) aptGet(prefix, ...install);
}
