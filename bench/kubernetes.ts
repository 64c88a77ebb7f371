/** What it costs to follow a cluster of 1,000 services, 5,000 pods and 2,000 mesh objects. Each side is a process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figure';

interface Measured {
  readonly objects: number;
  readonly readMs: number;
  readonly readCpuMs: number;
  readonly heapMb: number;
  readonly rssMb: number;
  readonly share: number;
}

export async function benchKubernetes(onFigure: (figure: Figure) => void): Promise<void> {
  const api = start('./kubernetes-api.ts', []);
  try {
    const apiLines = linesOf(api);
    const address = await nextLine(apiLines);
    const lines = linesOf(start('./kubernetes-cache.ts', [address]));
    await nextLine(lines);
    api.stdin?.write('change\n');
    const measured = JSON.parse(await nextLine(lines)) as Measured;
    const note = `${measured.objects} objects`;
    onFigure({
      name: 'read the cluster, from nothing',
      value: measured.readMs / 1000,
      unit: 's',
      goal: null,
      note,
    });
    onFigure({ name: 'the same in time of a core', value: measured.readCpuMs / 1000, unit: 's', goal: null });
    onFigure({ name: 'memory of what is kept', value: measured.heapMb, unit: 'MB', goal: 250, note });
    onFigure({ name: 'the whole process', value: measured.rssMb, unit: 'MB', goal: null });
    onFigure({
      name: 'following 50 changes a second, share of a core',
      value: measured.share * 100,
      unit: '%',
      goal: 10,
    });
  } finally {
    api.kill('SIGKILL');
  }
}

function start(file: string, words: readonly string[]): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const flags = ['--expose-gc', '--conditions=react-server', '--import', 'tsx', path, ...words];
  return spawn(process.execPath, flags, { stdio: ['pipe', 'pipe', 'inherit'] });
}

function linesOf({ stdout }: ChildProcess): AsyncIterator<string> {
  if (stdout === null) throw new Error('no output');
  return createInterface({ input: stdout })[Symbol.asyncIterator]();
}

async function nextLine(lines: AsyncIterator<string>): Promise<string> {
  const { value, done } = await lines.next();
  if (done === true) throw new Error('The measured process ended early.');
  return value;
}
