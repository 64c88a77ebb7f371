import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { removePidFile, runningDemo, writePidFile } from './pid-file';

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
});
