#!/usr/bin/env node
/**
 * The way in on a fresh clone: installs the packages when they are missing or older than the
 * lockfile, then hands over to a TypeScript program under the Node.js that the lockfile brings.
 * Built-in modules only, because nothing else is there yet.
 *
 *   node bin/bootstrap.mjs <program.ts> [arguments …]
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const lockfile = join(root, 'package-lock.json');
const stamp = join(modules, '.periplus-lockfile-hash');

const OLDEST_TO_START = 20;
const RUNTIME_MAJOR = 24;

/** @param {string} message @returns {never} */
function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** @param {string} version as in `v24.1.0` @returns {number} */
function major(version) {
  return Number(version.replace(/^v/, '').split('.')[0]);
}

/** @returns {string} */
function lockfileHash() {
  return createHash('sha256').update(readFileSync(lockfile)).digest('hex');
}

/**
 * True when what is installed is what the lockfile says. A stamp of our own decides; without one
 * (somebody ran npm themselves) npm's own record must be at least as new as the lockfile.
 * @returns {boolean}
 */
function isInstalled() {
  if (!existsSync(modules)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockfileHash();
  const record = join(modules, '.package-lock.json');
  return existsSync(record) && statSync(record).mtimeMs >= statSync(lockfile).mtimeMs;
}

function install() {
  process.stdout.write('Installing packages (npm ci, about a minute) …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Neither the omit nor the production setting of the caller may leave out what the build needs.
  const environment = { ...process.env, NODE_ENV: /** @type {const} */ ('development') };
  const result = spawnSync(
    npm,
    ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    {
      cwd: root,
      env: environment,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  if (result.error) stop(`npm could not be started (${result.error.message}). Install Node.js with npm.`);
  if (result.status !== 0) {
    stop(
      'npm ci failed; its message stands above. Check that the package registry can be reached, then run this again.',
    );
  }
}

/**
 * The Node.js of the lockfile where the platform has one, else this one if it is new enough.
 * @returns {string} path of the executable
 */
function runtime() {
  const packaged = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(packaged)) {
    const answer = spawnSync(packaged, ['--version'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (answer.status === 0 && major(answer.stdout.trim()) >= RUNTIME_MAJOR) return packaged;
  }
  if (major(process.version) >= RUNTIME_MAJOR) return process.execPath;
  return stop(
    `Periplus runs on Node.js ${RUNTIME_MAJOR}; this is ${process.version}, and no packaged one fits ` +
      `${process.platform} ${process.arch}. Install Node.js ${RUNTIME_MAJOR} or newer and run this again.`,
  );
}

const [program, ...programArguments] = process.argv.slice(2);
if (!program) stop('Usage: node bin/bootstrap.mjs <program.ts> [arguments …]');
if (major(process.version) < OLDEST_TO_START) {
  stop(`Node.js ${OLDEST_TO_START} or newer is needed to start; this is ${process.version}.`);
}

if (!isInstalled()) install();
writeFileSync(stamp, lockfileHash());

const child = spawn(
  runtime(),
  ['--conditions=react-server', '--import', 'tsx', program, ...programArguments],
  {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${join(modules, '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
    },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  },
);
// A terminal sends Ctrl-C to both; a supervisor only to this one, so it is passed on.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('error', (error) => stop(`${program} could not be started: ${error.message}`));
child.on('exit', (code, signal) => {
  // The shell's convention for an end by signal.
  process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1));
});
