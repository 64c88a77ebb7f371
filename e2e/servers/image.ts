/**
 * Runs the image that `deploy/build-image-locally` left, as Kubernetes would: its own command, user and environment, a
 * read-only root, no capability, and the token of its account where pods have it. In place of a container engine stand
 * a mount namespace and chroot; the network is the machine's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from './prometheus/start';

const WORK = process.env.PERIPLUS_IMAGE_WORK ?? '/var/tmp/periplus-image';
const READY_WITHIN_MS = 60_000;

const configSchema = z.object({
  User: z.string().regex(/^\d+:\d+$/),
  Env: z.array(z.string()),
  Cmd: z.array(z.string()).min(1),
  WorkingDir: z.string(),
});

export interface RunningImage extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
  readonly pid: number;
  /** What it has written to its log so far. */
  log(): string;
  /** Asks it to end, as Kubernetes does; resolves with its exit code. */
  terminate(): Promise<number | null>;
}

export interface ImageAccount {
  readonly namespace: string;
  readonly token: string;
  /** PEM. */
  readonly ca: string;
}

/** Whether it was built, and this process may mount. */
export function imageIsBuilt(): boolean {
  return process.getuid?.() === 0 && existsSync(join(WORK, 'root')) && existsSync(join(WORK, 'config.json'));
}

/** Arguments: root, folder of the account, user, working directory; then the command with its environment. */
const RUN = `set -e
root=$1 account=$2 user=$3 folder=$4; shift 4
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mkdir -p "$root/run/secrets/kubernetes.io/serviceaccount"
mount --bind "$account" "$root/run/secrets/kubernetes.io/serviceaccount"
mount -o remount,bind,ro "$root/run/secrets/kubernetes.io/serviceaccount"
mount -o remount,ro "$root/run"
mount -o remount,bind,ro "$root"
exec chroot --userspec="$user" "$root" /usr/bin/env -i --chdir="$folder" "$@"`;

/** `settings` come on top of the image's own environment. Throws with its log when it does not get ready. */
export async function startImage(
  settings: Readonly<Record<string, string>>,
  account: ImageAccount,
): Promise<RunningImage> {
  const config = configSchema.parse(JSON.parse(readFileSync(join(WORK, 'config.json'), 'utf8')));
  const port = await freePort();
  const folder = accountFolder(account);
  const environment = { HOSTNAME: '127.0.0.1', PORT: String(port), ...settings };
  const variables = [
    ...config.Env,
    ...Object.entries(environment).map(([name, value]) => `${name}=${value}`),
  ];
  const run = [join(WORK, 'root'), folder, config.User, config.WorkingDir, ...variables, ...config.Cmd];
  const child = spawn('unshare', ['--mount', '--', 'bash', '-c', RUN, 'image', ...run]);
  let log = '';
  const keep = (piece: Buffer) => {
    log += piece.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const terminate = async () => {
    const gone = child.exitCode === null ? once(child, 'exit') : null;
    child.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
    return child.exitCode;
  };
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child, () => log);
  return {
    url,
    pid: child.pid ?? 0,
    log: () => log,
    terminate,
    [Symbol.asyncDispose]: async () => void (await terminate()),
  };
}

/** As the kubelet mounts it. */
function accountFolder({ namespace, token, ca }: ImageAccount): string {
  const folder = mkdtempSync(join(tmpdir(), 'periplus-account-'));
  chmodSync(folder, 0o755);
  for (const [name, text] of [
    ['namespace', namespace],
    ['token', token],
    ['ca.crt', ca],
  ] as const)
    writeFileSync(join(folder, name), text, { mode: 0o644 });
  return folder;
}

async function untilHealthy(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`The image did not get healthy:\n${log()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
