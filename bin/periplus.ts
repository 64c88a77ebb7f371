/** The command of this package, run by `bin/periplus.mjs`: `periplus analyze PATH…` or `periplus check`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type RunResult, run } from './analyze/run';
import { resolvePaths } from './resolve-paths';

async function standardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text;
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '..', 'package.json'), 'utf8'),
  );
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

async function main(): Promise<void> {
  const [command, ...words] = process.argv.slice(2);
  if (command === 'check') {
    resolvePaths();
    // The sources are no load for `analyze`.
    await finish(await (await import('./check/run')).runCheck(words));
    // Connections and watches would keep the process.
    process.exit();
  }
  await finish(
    await run(process.argv.slice(2), {
      folder: process.env.INIT_CWD ?? process.cwd(),
      version: packageVersion(),
      colors: process.stdout.isTTY && process.env.NO_COLOR === undefined,
      standardInput,
    }),
  );
}

async function finish({ status, output, errors }: RunResult): Promise<void> {
  process.exitCode = status;
  process.stderr.write(errors);
  await new Promise<void>((resolve) => process.stdout.write(output, () => resolve()));
}

await main();
