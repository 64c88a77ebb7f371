/** Keeps two demos from using one folder: the first leaves its process id, the second looks whether it still runs. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Start of the process in clock ticks since boot: tells it from a later one that got the same number. Linux only. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in parentheses and may hold spaces; the 20th field after it is the start.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** What a running demo says about itself. */
export interface RunningDemo {
  readonly pid: number;
  readonly url: string;
}

/** The demo that runs on this folder, or null. A file that a crash left behind counts as nothing. */
export function runningDemo(pidFile: string): RunningDemo | null {
  if (!existsSync(pidFile)) return null;
  const [pidText = '', start = '', url = ''] = readFileSync(pidFile, 'utf8').split('\n');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isRunning(pid)) return null;
  if (start !== '' && startOf(pid) !== start) return null;
  return { pid, url };
}

/** Leaves this process' id; removed by `removePidFile`. */
export function writePidFile(pidFile: string, url: string): void {
  writeFileSync(pidFile, `${process.pid}\n${startOf(process.pid) ?? ''}\n${url}\n`);
}

export function removePidFile(pidFile: string): void {
  rmSync(pidFile, { force: true });
}
