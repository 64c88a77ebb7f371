/** What a server does once, before its first request. */
import 'server-only';
import { notePeers } from '@/lib/access/client-address';
import { isLoopbackName } from '@/lib/access/loopback';
import { ownPath } from '@/lib/access/own-origin';
import { EnvironmentError, environment } from '@/lib/environment';
import { stopGracefully } from '@/lib/graceful-stop';
import { serveBelow } from '@/lib/http/below-path';
import { log, metrics } from '@/lib/telemetry';

const OLDEST_NODE = 24;

/** Checks the settings, and ends the process with status 1 and every mistake on standard error when they are wrong. */
export async function startup(): Promise<void> {
  assertRuntime();
  try {
    const { host, port, readOnly, instance, settingsFile, publicUrl, kubernetes } = environment();
    if (settingsFile !== null) await refuseMistakes(settingsFile, kubernetes !== null);
    metrics();
    notePeers();
    serveBelow(ownPath({ publicUrl }));
    if (process.env.NODE_ENV === 'production') stopGracefully(!isLoopbackName(host));
    log().info({ host, port, readOnly, instance, node: process.version }, 'started');
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exit(1);
  }
}

/** Loaded only where there is such a file: most have none, and the start should not wait for what reads it. */
async function refuseMistakes(settingsFile: string, hasCluster: boolean): Promise<void> {
  const { settingsFileMistake } = await import('@/lib/settings/refuse-broken');
  const mistake = settingsFileMistake(settingsFile, { hasCluster });
  if (mistake !== null) throw new EnvironmentError([mistake]);
}

/** On older lines a small hostile YAML text, parsed twice, ends the process: nothing in JavaScript can catch that. */
function assertRuntime(): void {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return;
  process.stderr.write(`\nPeriplus needs Node.js ${OLDEST_NODE} or newer; this is ${process.version}.\n`);
  process.exit(1);
}
