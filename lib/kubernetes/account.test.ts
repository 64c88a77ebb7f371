import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { clusterAccount } from './account';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'periplus-account-'));
  const mounted = join(root, 'var/run/secrets/kubernetes.io/serviceaccount');
  mkdirSync(mounted, { recursive: true });
  for (const [name, text] of Object.entries({
    token: 'mine\n',
    'ca.crt': 'a CA',
    namespace: 'istio-system\n',
  }))
    writeFileSync(join(mounted, name), text);
});
afterAll(() => rmSync(root, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

/** The options that a connection is opened with. */
async function reached(account: ReturnType<typeof clusterAccount>, token: string | null) {
  const { url, headers, agent } = await account.connection(token);
  return { url: url.href, headers, tls: agent instanceof Agent ? agent.options : {} };
}

describe('the account of a pod', () => {
  it('is what is mounted there, at the address that Kubernetes gives every pod', async () => {
    vi.stubEnv('KUBERNETES_SERVICE_HOST', 'fd00::1');
    vi.stubEnv('KUBERNETES_SERVICE_PORT', '443');
    const account = clusterAccount({ kind: 'in-cluster', root });
    expect(await reached(account, null)).toMatchObject({
      url: 'https://[fd00::1]/',
      headers: { Authorization: 'Bearer mine' },
      tls: { ca: Buffer.from('a CA') },
    });
    expect(await account.ownNamespace()).toBe('istio-system');
  });

  it('is left out where a user’s own token goes along', async () => {
    vi.stubEnv('KUBERNETES_SERVICE_HOST', '10.0.0.1');
    vi.stubEnv('KUBERNETES_SERVICE_PORT', '443');
    const { headers, tls } = await reached(clusterAccount({ kind: 'in-cluster', root }), 'theirs');
    expect(headers).toEqual({ Authorization: 'Bearer theirs' });
    expect(tls).toMatchObject({ ca: Buffer.from('a CA') });
  });

  it('says what it needs where nothing is mounted', async () => {
    const account = clusterAccount({ kind: 'in-cluster', root: join(root, 'elsewhere') });
    vi.stubEnv('KUBERNETES_SERVICE_HOST', '10.0.0.1');
    await expect(account.connection(null)).rejects.toMatchObject({
      code: 'source-unreachable',
      hint: expect.stringContaining('automountServiceAccountToken'),
    });
  });
});

describe('a kubeconfig', () => {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  const config = (server: string) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'east', cluster: { server, 'certificate-authority-data': encoded('a CA') } }],
      users: [
        {
          name: 'me',
          user: { 'client-certificate-data': encoded('a cert'), 'client-key-data': encoded('a key') },
        },
      ],
      contexts: [
        { name: 'one', context: { cluster: 'east', user: 'me', namespace: 'shop' } },
        { name: 'lost', context: { cluster: 'gone', user: 'me' } },
      ],
      'current-context': 'one',
    });
  const written = (server = 'https://east.example:6443'): string => {
    const path = join(root, 'kubeconfig');
    writeFileSync(path, config(server));
    return path;
  };

  it('is asked by its own certificate, and by a user’s token without that', async () => {
    const account = clusterAccount({ kind: 'kubeconfig', path: written(), context: null });
    const own = await reached(account, null);
    expect(own).toMatchObject({ url: 'https://east.example:6443/', headers: {} });
    expect(String(own.tls.cert)).toBe('a cert');
    const theirs = await reached(account, 'theirs');
    expect(theirs.headers).toEqual({ Authorization: 'Bearer theirs' });
    expect(theirs.tls).toMatchObject({ ca: own.tls.ca });
    expect(theirs.tls.cert ?? theirs.tls.key).toBeUndefined();
    expect(await account.ownNamespace()).toBe('shop');
  });

  it('is read again when the file has changed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const path = written();
      const account = clusterAccount({ kind: 'kubeconfig', path, context: 'one' });
      expect((await reached(account, null)).url).toBe('https://east.example:6443/');
      written('https://moved.example');
      utimesSync(path, 1, 1);
      vi.advanceTimersByTime(61_000);
      expect((await reached(account, null)).url).toBe('https://moved.example/');
    } finally {
      vi.useRealTimers();
    }
  });

  it.each(['missing', 'lost'])('says of the context %s that it cannot be used', async (context) => {
    const account = clusterAccount({ kind: 'kubeconfig', path: written(), context });
    await expect(account.connection(null)).rejects.toMatchObject({
      code: 'source-unreachable',
      message: expect.stringContaining('cannot be used'),
      hint: expect.stringContaining('PERIPLUS_KUBE_CONTEXT'),
    });
  });
});
