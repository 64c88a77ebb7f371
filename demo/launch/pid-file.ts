/**
 * Keeps two demos from using one folder: the first leaves its process id, the second looks whether it still runs.
 * The servers that a demo starts leave theirs, too, so that the next demo can end what a killed one left running.
 */
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
  const found = readPid(pidFile);
  return found === null || found.pid === process.pid ? null : { pid: found.pid, url: found.note };
}

function readPid(pidFile: string): { pid: number; note: string } | null {
  if (!existsSync(pidFile)) return null;
  const [pidText = '', start = '', note = ''] = readFileSync(pidFile, 'utf8').split('\n');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return null;
  if (start !== '' && startOf(pid) !== start) return null;
  return { pid, note };
}

/** Leaves a process' id (its own by default); removed by `removePidFile`. */
export function writePidFile(pidFile: string, note: string, pid = process.pid): void {
  writeFileSync(pidFile, `${pid}\n${startOf(pid) ?? ''}\n${note}\n`);
}

export function removePidFile(pidFile: string): void {
  rmSync(pidFile, { force: true });
}

/**
 * Ends the server that a killed demo left behind, and waits until it is gone. Without the start of the process
 * (systems other than Linux) it is left alone: the number may belong to somebody else by now.
 */
export async function endLeftover(pidFile: string, say: (line: string) => void): Promise<void> {
  const found = readPid(pidFile);
  removePidFile(pidFile);
  if (found === null || startOf(found.pid) === null) return;
  say(`Stopping ${found.note} (process ${found.pid}), left over from an earlier run …`);
  process.kill(found.pid, 'SIGTERM');
  const killAt = Date.now() + 10_000;
  while (isRunning(found.pid)) {
    if (Date.now() > killAt) process.kill(found.pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
