import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mistakesText } from './mistakes-text';
import { type Environment, readEnvironment } from './read';
import type { EnvironmentSource } from './setting-reader';

const HASH = 'scrypt$16384$8$1$dnrGmYM1MUqOu-RdNZWQDQ$CRgm8hFMaXq8Az3X-KUsaHnoWkkYso21n2V1kM1RGVE';
const SECRET = 'q8Zf0PZxkYb1n6hV7dG3tR5wL9sC2mJ4';
const right: EnvironmentSource = {
  PERIPLUS_PROMETHEUS_URL: 'http://prometheus:9090/metrics/',
  PERIPLUS_ADMIN_PASSWORD_HASH: HASH,
  PERIPLUS_SESSION_SECRET: SECRET,
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'periplus-environment-'));
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function read(given: EnvironmentSource): Environment {
  const result = readEnvironment({ ...right, ...given });
  if (result.kind === 'invalid') throw new Error(mistakesText(result.mistakes));
  return result.environment;
}

/** Names of the settings that are wrong. */
function wrong(given: EnvironmentSource): string[] {
  const result = readEnvironment({ ...right, ...given });
  return result.kind === 'valid' ? [] : result.mistakes.map(({ name }) => name);
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('readEnvironment', () => {
  it('needs Prometheus, a password and a secret, and has a default for the rest', () => {
    expect(read({})).toMatchObject({
      prometheus: { timeoutMs: 10_000, headers: {}, queryParameters: {}, caPem: null, labelMatchers: [] },
      scrapeIntervalSeconds: null,
      jaeger: null,
      jaegerArchive: false,
      configFolder: null,
      login: { kind: 'password', users: [{ name: 'admin', role: 'admin', passwordHash: HASH }] },
      readOnly: false,
      publicUrl: null,
      trustedProxies: [],
      instance: 'periplus',
      sessionIdleMs: 1_800_000,
      sessionAbsoluteMs: 28_800_000,
      logLevel: 'info',
      host: '127.0.0.1',
      port: 20001,
    });
    expect(read({}).prometheus.url.href).toBe('http://prometheus:9090/metrics/');
  });

  it('tells every mistake at once', () => {
    const result = readEnvironment({
      PERIPLUS_PROMETHEUS_URL: 'prometheus:9090',
      PERIPLUS_PROMETHEUS_TIMEOUT: '10',
      PERIPLUS_READ_ONLY: 'yes',
      PERIPLUS_PROMETEUS_TOKEN: 'x',
      PORT: '70000',
    });
    if (result.kind === 'valid') throw new Error('valid');
    expect(result.mistakes.map(({ name }) => name).sort()).toEqual([
      'PERIPLUS_ADMIN_PASSWORD_HASH',
      'PERIPLUS_PROMETEUS_TOKEN',
      'PERIPLUS_PROMETHEUS_TIMEOUT',
      'PERIPLUS_PROMETHEUS_URL',
      'PERIPLUS_READ_ONLY',
      'PERIPLUS_SESSION_SECRET',
      'PORT',
    ]);
    const text = mistakesText(result.mistakes);
    expect(text).toContain('7 settings are wrong');
    expect(text).toContain('PERIPLUS_READ_ONLY is neither true nor false');
    expect(text).toContain('given:   "yes"');
    expect(text).toContain('allowed: true or false');
    expect(text).toContain('did you mean PERIPLUS_PROMETHEUS_TOKEN?');
    expect(text).toContain('npm run hash-password');
  });

  it('never prints a secret, however wrong it is', () => {
    const result = readEnvironment({
      PERIPLUS_PROMETHEUS_URL: 'http://user:hunter2@prometheus',
      PERIPLUS_PROMETHEUS_TOKEN: 'hunter2\nx',
      PERIPLUS_JAEGER_HEADERS: '{"X-Key":"hunter2"',
      PERIPLUS_ADMIN_PASSWORD_HASH: 'hunter2',
      PERIPLUS_SESSION_SECRET: 'hunter2',
    });
    if (result.kind === 'valid') throw new Error('valid');
    expect(result.mistakes).toHaveLength(5);
    expect(mistakesText(result.mistakes)).not.toContain('hunter2');
  });

  it.each([
    ['PERIPLUS_PROMETHEUS_URL', ['ftp://x', 'http://x?y=1', 'http://x#y', 'http://', 'localhost']],
    ['PERIPLUS_PROMETHEUS_TIMEOUT', ['0s', '10', '-1s', '6m', '1w', '1 s', 'ten']],
    ['PERIPLUS_PROMETHEUS_SCRAPE_INTERVAL', ['0s', '100ms', '1h']],
    ['PERIPLUS_PROMETHEUS_HEADERS', ['x', '[]', '{"a":1}', '{"a b":"c"}', '{"a":"c\\r\\nX: y"}']],
    [
      'PERIPLUS_PROMETHEUS_LABEL_MATCHERS',
      ['cluster', 'cluster=a', 'cluster="a', '1a="b"', 'a="b" c="d"', '{a="b"}'],
    ],
    [
      'PERIPLUS_SESSION_SECRET',
      ['changeme', 'periplus', 'x'.repeat(64), 'ababababababababababababababababab'],
    ],
    ['PERIPLUS_ADMIN_PASSWORD_HASH', ['admin', 'scrypt$1$2', '$2b$10$abcdefghijklmnopqrstuv']],
    [
      'PERIPLUS_PUBLIC_URL',
      [
        'periplus.example.org',
        'https://x/a//b',
        'https://x/a%2Fb',
        'https://x/a"b',
        'https://x/api',
        'https://u:p@x',
      ],
    ],
    ['PERIPLUS_TRUSTED_PROXIES', ['proxy', '10.0.0.0/33', '10.0.0', '::/129', '10.0.0.1/8/9', ',']],
    ['PERIPLUS_INSTANCE', ['East', 'a;b', '-a', 'a'.repeat(33)]],
    ['PERIPLUS_LOG_LEVEL', ['verbose', 'INFO']],
    ['PERIPLUS_CONFIG_FOLDER', ['/nowhere/at/all']],
    ['PORT', ['0', '65536', '80a', '-1', '1e3']],
  ])('refuses what %s cannot be', (name, values) => {
    for (const value of values) expect([value, wrong({ [name]: value })]).toEqual([value, [name]]);
  });

  it('takes empty text as not given, as compose files and charts write it', () => {
    expect(read({ PERIPLUS_JAEGER_URL: '', PERIPLUS_PROMETHEUS_TOKEN: ' ', PORT: '' })).toMatchObject({
      jaeger: null,
      port: 20001,
    });
  });

  it('reads secrets from files', () => {
    const environment = read({
      PERIPLUS_SESSION_SECRET: undefined,
      PERIPLUS_SESSION_SECRET_FILE: file('secret', `${SECRET}\n`),
      PERIPLUS_JAEGER_URL: 'http://jaeger',
      PERIPLUS_JAEGER_TOKEN_FILE: file('token', 'abc\n'),
    });
    expect(environment.sessionSecrets).toEqual([SECRET]);
    expect(environment.jaeger?.headers).toEqual({ Authorization: 'Bearer abc' });
  });

  it('refuses a file that is not there, and a secret given twice', () => {
    expect(wrong({ PERIPLUS_PROMETHEUS_TOKEN_FILE: join(folder, 'none') })).toEqual([
      'PERIPLUS_PROMETHEUS_TOKEN',
    ]);
    expect(wrong({ PERIPLUS_SESSION_SECRET_FILE: file('secret', SECRET) })).toEqual([
      'PERIPLUS_SESSION_SECRET',
    ]);
  });

  it('follows a token that is rotated in its file', () => {
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] });
    const path = file('token', 'first');
    const { prometheus } = read({ PERIPLUS_PROMETHEUS_TOKEN_FILE: path });
    writeFileSync(path, 'second');
    utimesSync(path, new Date(), new Date());
    expect(prometheus.headers.Authorization).toBe('Bearer first');
    vi.setSystemTime(Date.now() + 61_000);
    expect(prometheus.headers.Authorization).toBe('Bearer second');
    rmSync(path);
    vi.setSystemTime(Date.now() + 61_000);
    expect(prometheus.headers.Authorization).toBe('Bearer second');
  });

  it('sends user and password as basic authentication, next to the extra headers', () => {
    const { prometheus } = read({
      PERIPLUS_PROMETHEUS_USERNAME: 'reader',
      PERIPLUS_PROMETHEUS_PASSWORD: 'pass:word',
      PERIPLUS_PROMETHEUS_HEADERS: '{"X-Scope-OrgID":"team-a"}',
    });
    expect(prometheus.headers).toEqual({
      Authorization: `Basic ${Buffer.from('reader:pass:word').toString('base64')}`,
      'X-Scope-OrgID': 'team-a',
    });
  });

  it('refuses half a login, and a token beside one', () => {
    expect(wrong({ PERIPLUS_PROMETHEUS_USERNAME: 'reader' })).toEqual(['PERIPLUS_PROMETHEUS_PASSWORD']);
    expect(wrong({ PERIPLUS_PROMETHEUS_PASSWORD: 'x' })).toEqual(['PERIPLUS_PROMETHEUS_USERNAME']);
    expect(
      wrong({
        PERIPLUS_PROMETHEUS_USERNAME: 'a',
        PERIPLUS_PROMETHEUS_PASSWORD: 'b',
        PERIPLUS_PROMETHEUS_TOKEN: 'c',
      }),
    ).toEqual(['PERIPLUS_PROMETHEUS_USERNAME']);
  });

  it('reads label matchers with their escapes', () => {
    const { prometheus } = read({
      PERIPLUS_PROMETHEUS_LABEL_MATCHERS: 'cluster="a\\"b,c", tenant!~"x|y" ,z=""',
    });
    expect(prometheus.labelMatchers).toEqual([
      { name: 'cluster', operator: '=', value: 'a"b,c' },
      { name: 'tenant', operator: '!~', value: 'x|y' },
      { name: 'z', operator: '=', value: '' },
    ]);
  });

  it('refuses a certificate file without a certificate', () => {
    expect(wrong({ PERIPLUS_PROMETHEUS_CA_FILE: file('ca.pem', 'hello') })).toEqual([
      'PERIPLUS_PROMETHEUS_CA_FILE',
    ]);
    expect(wrong({ PERIPLUS_PROMETHEUS_CA_FILE: join(folder, 'none') })).toEqual([
      'PERIPLUS_PROMETHEUS_CA_FILE',
    ]);
  });

  it('ignores the variables that Kubernetes makes for a Service called periplus', () => {
    expect(
      wrong({
        PERIPLUS_SERVICE_HOST: '10.0.0.1',
        PERIPLUS_SERVICE_PORT: '20001',
        PERIPLUS_SERVICE_PORT_HTTP: '20001',
        PERIPLUS_PORT: 'tcp://10.0.0.1:20001',
        PERIPLUS_PORT_20001_TCP: 'tcp://10.0.0.1:20001',
        PERIPLUS_PORT_20001_TCP_ADDR: '10.0.0.1',
        PERIPLUS_JAEGER_SERVICE_HOST: '10.0.0.2',
      }),
    ).toEqual([]);
  });

  it('does not take the machine’s name for an address to listen on', () => {
    expect(read({ HOSTNAME: hostname() }).host).toBe('127.0.0.1');
    expect(read({ HOSTNAME: '0.0.0.0' }).host).toBe('0.0.0.0');
  });

  it('refuses an idle time beyond the session’s end', () => {
    expect(wrong({ PERIPLUS_SESSION_IDLE: '9h' })).toEqual(['PERIPLUS_SESSION_IDLE']);
  });
});

describe('the demo login', () => {
  const demo = { PERIPLUS_PROMETHEUS_URL: 'http://localhost:9090', PERIPLUS_DEMO_LOGIN: 'true' };

  it.each(['127.0.0.1', 'localhost', '::1'])('needs no password and no secret on %s', (host) => {
    const result = readEnvironment({ ...demo, HOSTNAME: host });
    expect(result).toMatchObject({
      kind: 'valid',
      environment: { login: { kind: 'password', users: [{ name: 'admin' }, { name: 'viewer' }] } },
    });
  });

  it.each(['0.0.0.0', '::', '10.0.0.5', 'periplus.example.org'])('is refused on %s', (host) => {
    const result = readEnvironment({ ...demo, HOSTNAME: host });
    expect(result).toMatchObject({ kind: 'invalid', mistakes: [{ name: 'PERIPLUS_DEMO_LOGIN' }] });
  });

  it('is refused beside real passwords', () => {
    expect(wrong({ PERIPLUS_DEMO_LOGIN: 'true' })).toEqual(['PERIPLUS_ADMIN_PASSWORD_HASH']);
  });
});
