import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** Runs a program of bin/ as the bootstrap does, with nothing of this environment but the path. */
function run(program: string, environment: Record<string, string>, input = '') {
  return spawnSync(process.execPath, ['--conditions=react-server', '--import', 'tsx', program], {
    encoding: 'utf8',
    input,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'test', ...environment },
    timeout: 60_000,
  });
}

describe('npm start', { timeout: 60_000 }, () => {
  it('refuses to start without a password and a session secret, and says what to set', () => {
    const { status, stderr } = run('bin/start.ts', { PERIPLUS_PROMETHEUS_URL: 'http://localhost:9090' });
    expect(status).toBe(1);
    expect(stderr).toContain('2 settings are wrong');
    expect(stderr).toContain('PERIPLUS_ADMIN_PASSWORD_HASH is not set');
    expect(stderr).toContain('npm run hash-password');
    expect(stderr).toContain('PERIPLUS_SESSION_SECRET is not set');
    expect(stderr).toContain('openssl rand -base64 48');
  });

  it('refuses the demo’s passwords on an address that others reach', () => {
    const { status, stderr } = run('bin/start.ts', {
      PERIPLUS_PROMETHEUS_URL: 'http://localhost:9090',
      PERIPLUS_DEMO_LOGIN: 'true',
      HOSTNAME: '0.0.0.0',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('would listen on 0.0.0.0');
  });
});

describe('npm run hash-password', { timeout: 60_000 }, () => {
  it('reads a password from standard input and prints nothing but its hash', () => {
    const { status, stdout } = run('bin/hash-password.ts', {}, 'correct horse battery\n');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^scrypt\$131072\$8\$1\$[\w-]{22}\$[\w-]{43}\n$/);
  });

  it('refuses a short one', () => {
    const { status, stdout, stderr } = run('bin/hash-password.ts', {}, 'admin\n');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('at least 12');
  });
});
