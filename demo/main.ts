/**
 * `npm run demo`: a demo mesh with a real Prometheus, traces and a folder of configuration behind the console.
 * One command, one terminal; Ctrl-C stops everything that it started.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSystemParts } from '@/bin/system-parts';
import { type DemoArguments, readArguments, USAGE } from './launch/arguments';
import { consoleSettings, prepareBuild, startConsole } from './launch/console';
import { demoFolders, prepareFolders } from './launch/folders';
import { endLeftover, removePidFile, runningDemo, writePidFile } from './launch/pid-file';
import { demandFreePort } from './launch/port';
import { startSources } from './launch/sources';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const started = Date.now();
const say = (line: string) => {
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(5);
  process.stdout.write(`${seconds} s  ${line}\n`);
};

const stops: (() => Promise<void> | void)[] = [];
let stopping: Promise<void> | null = null;

/** Stops what was started, last first; safe to call twice. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  })();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    process.stdout.write('\nStopping …\n');
    void stopAll().then(() => process.exit(0));
  });
}

async function main(options: DemoArguments): Promise<void> {
  const folders = demoFolders(repository, process.env);
  const url = `http://localhost:${options.port}`;
  const other = runningDemo(folders.pidFile);
  if (other !== null) {
    throw new Error(
      `The demo is running already (process ${other.pid}, ${other.url}). Open it, or stop it first: kill ${other.pid}`,
    );
  }
  await endLeftover(folders.consolePidFile, say);
  if (!options.sourcesOnly) await demandFreePort(options.port);
  ensureSystemParts(['prometheus']);
  prepareFolders(folders, repository, options.reset);
  writePidFile(folders.pidFile, options.sourcesOnly ? 'sources only' : url);
  stops.push(() => removePidFile(folders.pidFile));
  const consoleOptions = { repository, folders, port: options.port, dev: options.dev, say };
  if (!options.sourcesOnly) await prepareBuild(consoleOptions);
  const sources = await startSources({
    folders,
    hours: options.hours,
    consolePort: options.sourcesOnly ? null : options.port,
    environment: process.env,
    say,
  });
  stops.push(() => sources.stop());
  const settings = consoleSettings(sources, folders, options.port);
  if (options.sourcesOnly) {
    for (const [name, value] of Object.entries(settings)) process.stdout.write(`${name}=${value}\n`);
    say('The sources run. Stop them with Ctrl-C.');
    return;
  }
  say('Starting the console …');
  const running = await startConsole(consoleOptions, settings);
  stops.push(() => running.stop());
  void running.ended.then(async (message) => {
    if (stopping !== null) return;
    process.stderr.write(`${message}\n`);
    await stopAll();
    process.exit(1);
  });
  say('Ready.');
  process.stdout.write(
    `\n  Periplus   ${url}\n  Sign in    admin / admin (may change things), viewer / viewer (may look)\n` +
      `  Mesh       ${folders.manifests}\n  Prometheus ${sources.prometheusUrl}\n` +
      `${sources.jaegerUrl === null ? '' : `  Jaeger     ${sources.jaegerUrl}\n`}  Stop       Ctrl-C\n\n`,
  );
}

try {
  const options = readArguments(process.argv.slice(2), process.env);
  if (options.help) process.stdout.write(USAGE);
  else await main(options);
} catch (error) {
  if (stopping === null) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await stopAll();
  process.exit(1);
}
