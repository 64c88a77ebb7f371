/** The command of this package, run by `bin/periplus.mjs`: `periplus analyze PATH…`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './analyze/run';

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
  const { status, output, errors } = await run(process.argv.slice(2), {
    folder: process.env.INIT_CWD ?? process.cwd(),
    version: packageVersion(),
    colors: process.stdout.isTTY && process.env.NO_COLOR === undefined,
    standardInput,
  });
  process.stderr.write(errors);
  process.stdout.write(output);
  process.exitCode = status;
}

await main();
