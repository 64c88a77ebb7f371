import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKubernetes } from './read-kubernetes';
import { SettingReader } from './setting-reader';

let folder: string;
let kubeconfig: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'periplus-kubernetes-settings-'));
  kubeconfig = join(folder, 'config');
  writeFileSync(kubeconfig, 'apiVersion: v1\nkind: Config\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(source: Record<string, string>, hasFolder = false) {
  const reader = new SettingReader(source);
  const settings = readKubernetes(reader, { source, hasFolder });
  return { settings, wrong: reader.mistakes.map(({ name, message }) => `${name} ${message}`) };
}

describe('readKubernetes', () => {
  it('has no cluster unless one is named', () => {
    expect(read({})).toEqual({ settings: null, wrong: [] });
    expect(read({ PERIPLUS_KUBERNETES: 'off' }, true)).toEqual({ settings: null, wrong: [] });
  });

  it('takes the cluster of a kubeconfig that is named', () => {
    const given = { PERIPLUS_KUBECONFIG: kubeconfig, PERIPLUS_KUBE_CONTEXT: 'kind-a' };
    const settings = {
      dashboardsNamespace: null,
      cluster: { kind: 'kubeconfig', path: kubeconfig, context: 'kind-a' },
      namespaces: [],
    };
    expect(read(given)).toEqual({ settings, wrong: [] });
    expect(read({ ...given, PERIPLUS_KUBERNETES: 'kubeconfig' })).toEqual({ settings, wrong: [] });
  });

  it('reads the namespaces to fall back on', () => {
    const given = { PERIPLUS_KUBECONFIG: kubeconfig, PERIPLUS_KUBERNETES_NAMESPACES: 'bookinfo, shop' };
    expect(read(given).settings?.namespaces).toEqual(['bookinfo', 'shop']);
    expect(read({ PERIPLUS_KUBERNETES_NAMESPACES: 'Book_info' }).wrong).toHaveLength(1);
  });

  it('refuses a cluster beside a folder', () => {
    const { wrong } = read({ PERIPLUS_KUBECONFIG: kubeconfig }, true);
    expect(wrong).toEqual([expect.stringContaining('beside PERIPLUS_CONFIG_FOLDER')]);
  });

  it.each([
    [{ PERIPLUS_KUBERNETES: 'kubeconfig' }, 'PERIPLUS_KUBECONFIG is not set'],
    [{ PERIPLUS_KUBERNETES: 'in-cluster' }, 'no service account of a pod here'],
    [{ PERIPLUS_KUBERNETES: 'yes' }, 'is none of them'],
    [{ PERIPLUS_KUBE_CONTEXT: 'a' }, 'has no use'],
    [{ PERIPLUS_KUBECONFIG: '/nowhere/config' }, 'cannot be read'],
  ])('refuses %j', (given: Record<string, string>, why) => {
    expect(read(given).wrong).toEqual([expect.stringContaining(why)]);
  });
});
