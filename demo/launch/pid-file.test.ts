import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { endLeftover, removePidFile, runningDemo, writePidFile } from './pid-file';

const folder = mkdtempSync(join(tmpdir(), 'periplus-pid-'));
const file = join(folder, 'demo.pid');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the process-id file', () => {
  it('names nobody where there is none', () => {
    expect(runningDemo(file)).toBeNull();
  });

  it('does not take its own process for another demo', () => {
    writePidFile(file, 'http://localhost:20001');
    expect(runningDemo(file)).toBeNull();
    removePidFile(file);
    expect(runningDemo(file)).toBeNull();
  });

  it('names a process that runs', () => {
    writeFileSync(file, `${process.ppid}\n\nhttp://localhost:20001\n`);
    expect(runningDemo(file)).toEqual({ pid: process.ppid, url: 'http://localhost:20001' });
  });

  it('knows a later process that got the same number', () => {
    writeFileSync(file, `${process.ppid}\n1\nhttp://localhost:20001\n`);
    expect(runningDemo(file)).toBeNull();
  });

  it('counts what a crash left behind as nothing', () => {
    writeFileSync(file, 'no number\n');
    expect(runningDemo(file)).toBeNull();
    // Beyond the largest process id of Linux.
    writeFileSync(file, '99999999\n\nx\n');
    expect(runningDemo(file)).toBeNull();
  });

  it.skipIf(process.platform !== 'linux')(
    'lets the next demo end a server that was left behind',
    async () => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      const gone = once(child, 'exit');
      writePidFile(file, 'a server', child.pid);
      const said: string[] = [];
      await endLeftover(file, (line) => said.push(line));
      expect((await gone)[1]).toBe('SIGTERM');
      expect(said).toEqual([`Stopping a server (process ${child.pid}), left over from an earlier run …`]);
      await endLeftover(file, (line) => said.push(line));
      expect(said).toHaveLength(1);
    },
  );

  it.skipIf(process.platform !== 'linux')('never ends another process that got the number', async () => {
    writeFileSync(file, `${process.pid}\n1\na server\n`);
    await endLeftover(file, () => {
      throw new Error('It must not be touched.');
    });
  });
});
