/** A change set over a real folder whose second part loses the right to be written after all of it was rehearsed. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyChanges } from '@/lib/config/changes/apply';
import type { ConfigStore } from '@/lib/config/store';
import { createManifestStore } from './store';

const RULE = `# who may change it: team blue\r
apiVersion: networking.istio.io/v1\r
kind: DestinationRule\r
metadata: {name: reviews, namespace: bookinfo}\r
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}]} # one\r
`;
const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: v1}}]}]}
`;
const OTHER = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other, namespace: bookinfo}\n';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'periplus-change-set-'));
  await chmod(folder, 0o755);
  await mkdir(path.join(folder, 'routes'));
  await writeFile(path.join(folder, 'rules.yaml'), `${OTHER}---\n${RULE}`);
  await writeFile(path.join(folder, 'routes/reviews.yaml'), ROUTE);
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 }));

const asRoot = process.geteuid?.() === 0;

/** The folder as a store that may not write routes at the moment when they are saved. */
function withoutRoutes(store: ConfigStore): ConfigStore {
  const routes = path.join(folder, 'routes');
  return {
    list: (signal) => store.list(signal),
    get: (id, signal) => store.get(id, signal),
    rehearse: (...asked) => store.rehearse(...asked),
    remove: (...asked) => store.remove(...asked),
    save: async (id, ...asked) => {
      if (id.kind !== 'VirtualService') return store.save(id, ...asked);
      await chmod(routes, 0o555);
      if (asRoot) process.seteuid?.(65_534);
      try {
        return await store.save(id, ...asked);
      } finally {
        if (asRoot) process.seteuid?.(0);
        await chmod(routes, 0o755);
      }
    },
  };
}

it('leaves every file byte for byte as it was', async () => {
  const store = createManifestStore({ folder, readOnly: false });
  const { objects } = await store.list();
  const changes = objects
    .filter(({ id }) => id.kind !== 'ConfigMap')
    .map(({ id, text, version }) => ({ id, text: text.replaceAll('v1}', 'v2}'), baseVersion: version }));
  const extra = { group: 'networking.istio.io', kind: 'ServiceEntry', namespace: 'bookinfo', name: 'extra' };
  const text = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: extra, namespace: bookinfo}
spec: {hosts: [extra.example.com], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}
`;
  await expect(
    applyChanges(withoutRoutes(store), [...changes, { id: extra, text, baseVersion: null }]),
  ).rejects.toMatchObject({
    code: 'read-only',
    data: { failed: { kind: 'VirtualService' }, notRestored: [] },
    message: expect.stringMatching(/Everything is as it was before: DestinationRule .*, ServiceEntry .*/),
  });
  expect(await readFile(path.join(folder, 'rules.yaml'), 'utf8')).toBe(`${OTHER}---\n${RULE}`);
  expect(await readFile(path.join(folder, 'routes/reviews.yaml'), 'utf8')).toBe(ROUTE);
  expect((await readdir(folder)).filter((name) => name.endsWith('.yaml'))).toEqual(['rules.yaml']);
  expect(await readdir(path.join(folder, 'routes'))).toEqual(['reviews.yaml']);
});
