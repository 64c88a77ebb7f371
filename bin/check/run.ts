/** `periplus check` from its words to what is written and the exit status. */
import type { RunResult } from '@/bin/analyze/run';
import { environment } from '@/lib/environment';
import { loadConnectionCheck } from '@/lib/insight/connection-check/load';
import { sources } from '@/lib/sources';
import { CHECK_USAGE, readCheckArguments } from './arguments';
import { humanReport, statusOf } from './human';

export async function runCheck(words: readonly string[]): Promise<RunResult> {
  const command = readCheckArguments(words);
  if (command.kind === 'help') return { status: 0, output: CHECK_USAGE, errors: '' };
  if (command.kind === 'usage') {
    return { status: 2, output: '', errors: `${command.message}\n\n${CHECK_USAGE}` };
  }
  try {
    const { labelMatchers } = environment().prometheus;
    const ports = sources();
    const toSeconds = Math.floor(Date.now() / 1000 + (await ports.clockOffsetSeconds()));
    const window = { fromSeconds: toSeconds - command.lastSeconds, toSeconds };
    const { namespaces } = command;
    const report = await loadConnectionCheck(ports, { window, namespaces, labelMatchers });
    const output = command.output === 'json' ? `${JSON.stringify(report, null, 2)}\n` : humanReport(report);
    return { status: statusOf(report), output, errors: '' };
  } catch (error) {
    return { status: 2, output: '', errors: `${error instanceof Error ? error.message : String(error)}\n` };
  }
}
