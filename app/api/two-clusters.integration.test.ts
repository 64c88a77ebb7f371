/**
 * The API over two real API servers: one object of each cluster under its own address, saves that reach the cluster of
 * their object and no other, hosts of the other cluster that are known, a cluster that is down and hides nothing, and a
 * user's token that goes only where it is accepted.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptSomething } from '@/e2e/servers/kubernetes/audit-log';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import { until } from '@/e2e/servers/kubernetes/objects';
import type { KubernetesServer } from '@/e2e/servers/kubernetes/start';
import { CART, startTwoClusters, type TwoClusters } from '@/e2e/servers/two-clusters';
import type { AuditSink } from '@/lib/access/audit';
import { allClusters } from '@/lib/config/clusters/all-clusters';
import type { ConfigList } from '@/lib/config/contract';
import type { FindingsAnswer } from '@/lib/config/findings/contract';
import { describeStoreContract, type StoreUnderTest } from '@/lib/config/fixtures/store-contract';
import type { ConfigStore, ObjectId, StoredObject } from '@/lib/config/store';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { requestAs, segments, useTestEnvironment } from '@/lib/http/test-requests';
import { type Cluster, openCluster } from '@/lib/kubernetes/cluster';
import { replaceProcessWide } from '@/lib/process-wide';
import { replaceSources, sourcesFor } from '@/lib/sources';
import { GET, PUT } from './config/[group]/[kind]/[namespace]/[name]/route';
import { POST as saveChanges } from './config/changes/route';
import { GET as listFindings } from './config/findings/route';
import { GET as list } from './config/route';

const ROUTES = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';
const PARAMS = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'cart' };

describe.skipIf(!kubernetesIsBuilt())('two clusters', () => {
  let both: TwoClusters;
  /** Lines of the audit log: an entry, and its details beside it. */
  const audited: Readonly<Record<string, unknown>>[] = [];
  const opened: Cluster[] = [];

  beforeAll(async () => {
    both = await startTwoClusters({ users: [{ name: 'grace' }] });
    replaceProcessWide<AuditSink>('audit-sink', (line) => void audited.push(JSON.parse(line)));
    useTestEnvironment({
      PERIPLUS_KUBERNETES: 'kubeconfig',
      PERIPLUS_KUBECONFIG: both.kubeconfig,
      PERIPLUS_SETTINGS_FILE: both.settingsFile,
    });
  }, 300_000);

  afterAll(async () => {
    for (const cluster of opened) cluster.close();
    replaceProcessWide('audit-sink', undefined);
    replaceSources(undefined);
    await both?.[Symbol.asyncDispose]();
  });

  const of = (cluster: string | null) => ({
    headers: cluster === null ? {} : { 'X-Periplus-Cluster': cluster },
  });
  async function listed(cluster: string | null = null): Promise<ConfigList> {
    const answer = await list(await requestAs('viewer', '/api/config', of(cluster)), segments({}));
    expect(answer.status).toBe(200);
    return (await answer.json()) as ConfigList;
  }
  async function cart(cluster: string | null) {
    const path = `/api/config/${Object.values(PARAMS).join('/')}`;
    return GET(await requestAs('admin', path, of(cluster)), segments(PARAMS));
  }
  async function textOf(cluster: string | null) {
    const answer = (await (await cart(cluster)).json()) as { object: { text: string; version: string } };
    return answer.object;
  }

  it('list the same object once for each, and one of them alone where it is chosen', async () => {
    const all = await listed();
    const places = (answer: ConfigList) => answer.objects.map(({ id }) => `${id.name} ${id.cluster ?? ''}`);
    expect(places(all)).toEqual(['cart east', 'cart west', 'depot east', 'depot west']);
    expect(all.warnings).toEqual([]);
    expect(places(await listed('west'))).toEqual(['cart ', 'depot ']);
  });

  it('show an object of each under its own address, of the first where none is named, and none of a stranger', async () => {
    expect((await textOf('east')).text).toContain('timeout: 1s');
    expect((await textOf('west')).text).toContain('timeout: 2s');
    expect((await textOf(null)).text).toContain('timeout: 1s');
    const stranger = await cart('north');
    expect(stranger.status).toBe(404);
    expect(await stranger.text()).toContain('east, west');
  });

  it('save in the cluster of the object and touch no other, and the audit line names it', async () => {
    const { text, version } = await textOf('west');
    const [eastBefore, westBefore] = [(await both.east.audit()).length, (await both.west.audit()).length];
    const request = await requestAs('admin', `/api/config/${Object.values(PARAMS).join('/')}`, {
      ...of('west'),
      method: 'PUT',
      body: { text: text.replace('timeout: 2s', 'timeout: 7s'), baseVersion: version },
    });
    const saved = await PUT(request, segments(PARAMS));
    expect(saved.status, await saved.clone().text()).toBe(200);
    const timeout = async (server: KubernetesServer) => {
      const { body } = await server.request({ path: CART });
      return (body as { spec: { http: { timeout: string }[] } }).spec.http[0]?.timeout;
    };
    expect(await timeout(both.west)).toBe('7s');
    expect(await timeout(both.east)).toBe('1s');
    expect((await both.east.audit()).slice(eastBefore).filter(keptSomething)).toEqual([]);
    expect((await both.west.audit()).slice(westBefore).filter(keptSomething)).toHaveLength(1);
    expect(audited.at(-1)).toMatchObject({ action: 'write', outcome: 'done', cluster: 'west' });
  });

  it('take a change set for one of them, and refuse one over both without a write', async () => {
    const before = [(await both.east.audit()).length, (await both.west.audit()).length] as const;
    const { text, version } = await textOf('east');
    const id = (cluster: string) => ({ ...PARAMS, cluster });
    const changed = { text: text.replace('timeout: 1s', 'timeout: 1001ms'), baseVersion: version };
    const send = async (cluster: string, ids: readonly string[]) =>
      saveChanges(
        await requestAs('admin', '/api/config/changes', {
          ...of(cluster),
          method: 'POST',
          body: { changes: ids.map((name) => ({ id: id(name), ...changed })), rehearse: false },
        }),
        segments({}),
      );
    const refused = await send('east', ['east', 'west']);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('VirtualService cart in shop of cluster west');
    expect((await both.east.audit()).slice(before[0]).filter(keptSomething)).toEqual([]);
    expect((await both.west.audit()).slice(before[1]).filter(keptSomething)).toEqual([]);
    const taken = await send('east', ['east']);
    expect(taken.status, await taken.clone().text()).toBe(200);
    expect((await textOf('east')).text).toContain('timeout: 1001ms');
    expect((await both.west.audit()).slice(before[1]).filter(keptSomething)).toEqual([]);
    const undone = await textOf('east');
    const back = { text: undone.text.replace('timeout: 1001ms', 'timeout: 1s'), baseVersion: undone.version };
    const request = await requestAs('admin', `/api/config/${Object.values(PARAMS).join('/')}`, {
      ...of('east'),
      method: 'PUT',
      body: back,
    });
    expect((await PUT(request, segments(PARAMS))).status).toBe(200);
  });

  it('know a Service of the other cluster as a host', async () => {
    const answer = await listFindings(await requestAs('viewer', '/api/config/findings'), segments({}));
    const { findings } = (await answer.json()) as FindingsAnswer;
    const about = findings.filter(({ id }) => id.kind === 'VirtualService' && id.name === 'depot');
    expect(
      about.filter(
        ({ message }) => /depot/.test(message) && /nowhere|no service|not found|nobody/i.test(message),
      ),
    ).toEqual([]);
    for (const { id } of findings) expect(['east', 'west']).toContain(id.cluster);
  });

  it('give facts of each, named as metrics name them', async () => {
    const { meshFacts } = sourcesFor({ credential: { kind: 'console' } });
    const { services } = (await meshFacts?.facts()) ?? { services: [] };
    expect(
      services
        .filter(({ namespace }) => namespace === 'shop')
        .map(({ cluster, name }) => `${cluster} ${name}`)
        .sort(),
    ).toEqual(['east cart', 'west cart', 'west depot']);
  });

  it('send a user’s token only to clusters that accept it', async () => {
    const before = (await both.west.audit()).length;
    const identity = { credential: { kind: 'token', token: both.east.adminToken } } as const;
    const own = sourcesFor(identity);
    const names = new Set((await own.config?.list())?.objects.map(({ id }) => id.cluster));
    expect([...names]).toEqual([undefined]);
    await expect(sourcesFor(identity, 'west').config?.list()).rejects.toThrow(/none that you may see/);
    const since = (await both.west.audit()).slice(before);
    expect(since.filter(({ responseStatus }) => responseStatus?.code === 401)).toEqual([]);
    expect(since.filter(({ verb }) => verb === 'create')).toEqual([]);
  });

  const put = async (server: KubernetesServer, name: string, text: string) => {
    const path = `${ROUTES}/${name}`;
    const { body } = await server.request({ path });
    const read = readYaml(text);
    if (read.kind === 'problems') throw new Error('no YAML');
    const object = read.value as { metadata: object };
    const { resourceVersion } = (body as { metadata: { resourceVersion: string } }).metadata;
    await server.request({
      method: 'PUT',
      path,
      body: { ...object, metadata: { ...object.metadata, resourceVersion } },
    });
  };

  /** The second of the two, by ids that name it. */
  function ofWest(all: ConfigStore): ConfigStore {
    const there = (id: ObjectId) => ({ ...id, cluster: 'west' });
    const bare = (object: StoredObject): StoredObject => {
      const { cluster: _, ...id } = object.id;
      return { ...object, id };
    };
    return {
      list: async (signal) => {
        const { objects, unreadable } = await all.list(signal);
        return { objects: objects.filter(({ id }) => id.cluster === 'west').map(bare), unreadable };
      },
      get: async (id, signal) => bare(await all.get(there(id), signal)),
      rehearse: (id, ...rest) => all.rehearse(there(id), ...rest),
      save: async (id, ...rest) => bare(await all.save(there(id), ...rest)),
      remove: (id, ...rest) => all.remove(there(id), ...rest),
      isSameContent: (some, other) => all.isSameContent?.(some, other) ?? some === other,
    };
  }

  let second: StoreUnderTest | null = null;
  const openSecond = (): StoreUnderTest => {
    const open = (path: string, readOnly: boolean) => {
      const settings = { kind: 'kubeconfig', path, context: null } as const;
      const cluster = openCluster({ settings, namespaces: [], readOnly });
      opened.push(cluster);
      return cluster.store(null);
    };
    const all = (readOnly: boolean) =>
      ofWest(
        allClusters([
          { name: 'east', store: open(both.kubeconfig, readOnly) },
          { name: 'west', store: open(`${both.west.folder}/console-west.kubeconfig`, readOnly) },
        ]),
      );
    return {
      store: all(false),
      readOnly: all(true),
      changeElsewhere: (id, text) => put(both.west, id.name, text),
      removeElsewhere: async (id) => {
        await both.west.request({ method: 'DELETE', path: `${ROUTES}/${id.name}` });
      },
    };
  };
  describeStoreContract('The second of two clusters', () => {
    second ??= openSecond();
    return second;
  });

  it('go on with one while the other is down, and say so', async () => {
    await both.west.stopApi();
    const { objects } = await listed();
    expect(objects.map(({ id }) => id.cluster)).toContain('east');
    await until('the silence is said', async () =>
      (await listed()).warnings.some(({ message }) => message.includes('west')),
    );
    expect((await textOf('east')).text).toContain('timeout: 1s');
  });
});
