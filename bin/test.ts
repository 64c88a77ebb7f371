/**
 * `npm test`: everything that proves the project, cheap to dear, with one line of sums at the end.
 * Options: `--check` stops after format, lint and types; a step that fails does not stop the next.
 */
import { ensureSystemParts } from '@/bin/system-parts';
import { buildHelm } from '@/e2e/servers/helm/build';
import { buildJaeger } from '@/e2e/servers/jaeger/build';
import { buildKubernetes } from '@/e2e/servers/kubernetes/build';
import { buildPrometheus3 } from '@/e2e/servers/prometheus-3/build';
import { nameOf, type Report } from './test/report';
import { runStep, type Step } from './test/step';
import { add, exitCode, finalLine, NOTHING } from './test/tally';

const CHECKS: readonly Step[] = [
  { name: 'Format and lint', command: ['biome', 'ci', '--error-on-warnings', '.'], counted: 'check' },
  { name: 'Route types', command: ['next', 'typegen'], counted: 'check' },
  // Not incremental: what an earlier run remembered has hidden errors in files that changed since.
  { name: 'Types', command: ['tsc', '--noEmit', '--incremental', 'false'], counted: 'check' },
];

const TESTS: readonly Step[] = [
  { name: 'Unit tests', command: ['vitest', 'run', '--project', 'unit'], counted: 'vitest' },
  { name: 'Component tests', command: ['vitest', 'run', '--project', 'components'], counted: 'vitest' },
  { name: 'Integration tests', command: ['vitest', 'run', '--project', 'integration'], counted: 'vitest' },
  {
    name: 'Build',
    // Leaves the stamp by which the browser tests know that they need no build of their own.
    command: [process.execPath, '--conditions=react-server', '--import', 'tsx', 'bin/build.ts'],
    counted: 'check',
    environment: { NEXT_TELEMETRY_DISABLED: '1' },
  },
  { name: 'End-to-end tests', command: ['playwright', 'test'], counted: 'playwright' },
];

async function main(): Promise<number> {
  const checksOnly = process.argv.includes('--check');
  if (!checksOnly) {
    ensureSystemParts(['prometheus', 'promtool', 'chromium']);
    for (const build of [buildJaeger, buildPrometheus3, buildKubernetes, buildHelm]) {
      const result = await build();
      // Elsewhere the tests that need it are counted as skipped.
      if (result.kind === 'failed' && process.env.CI === 'true') throw new Error(result.reason);
    }
  }
  const reports: Report[] = [];
  for (const step of checksOnly ? CHECKS : [...CHECKS, ...TESTS]) {
    reports.push(await runStep(step, process.env.CI === 'true'));
  }
  const total = reports.map((report) => report.tally).reduce(add, NOTHING);
  process.stdout.write(`\n${summary(reports)}${finalLine(total)}\n`);
  return exitCode(total);
}

/** What failed and why, and what passed only at a second try: where the output is long or cut, its end tells enough. */
function summary(reports: readonly Report[]): string {
  const failed = reports.flatMap((report) =>
    report.failures.map((one) => `Failed: ${nameOf(one)}\n${one.why}\n\n`),
  );
  const flaky = reports.flatMap((report) =>
    report.flaky.map((name) => `Passed only at the second try: ${name}\n`),
  );
  return [...failed, ...flaky].join('');
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.stdout.write('0 passed, 1 failed\n');
  process.exitCode = 1;
}
