/**
 * `npm start`: the production server, after its settings were checked. Listens on HOSTNAME (127.0.0.1 unless set)
 * and PORT (20001). In the container image `node server.js` runs directly and makes the same check at its start.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, resolve } from 'node:path';
import { environment } from '@/lib/environment';
import { ensureProductionBuild, SERVER_ENVIRONMENT, STANDALONE_SERVER } from './production-build';
import { resolvePaths } from './resolve-paths';

async function main(): Promise<void> {
  // The server runs in its own folder.
  resolvePaths();
  const { host, port } = environment();
  await ensureProductionBuild(process.cwd(), (line) => process.stdout.write(`${line}\n`));
  const path = resolve(STANDALONE_SERVER);
  const server = spawn(process.execPath, [path], {
    cwd: dirname(path),
    // Next's server takes its address from these two and would else listen on every interface.
    env: {
      ...SERVER_ENVIRONMENT,
      ...process.env,
      NODE_ENV: SERVER_ENVIRONMENT.NODE_ENV,
      HOSTNAME: host,
      PORT: String(port),
    },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => server.kill(signal));
  }
  server.on('exit', (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
