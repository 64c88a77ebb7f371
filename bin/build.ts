/** `npm run build`: the production build, made anew only when the sources changed. `--force` always builds. */
import { rmSync } from 'node:fs';
import { ensureProductionBuild } from './production-build';

if (process.argv.includes('--force')) rmSync('.next/periplus-sources-hash', { force: true });
try {
  await ensureProductionBuild(process.cwd(), (line) => process.stdout.write(`${line}\n`));
  process.stdout.write('The build is in .next/standalone.\n');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
