import { describe, expect, it } from 'vitest';
import { storedObjects } from '@/lib/config/stored-objects';
import { Analysis } from './analysis/analysis';
import { STORE_KNOWS } from './analysis/known';
import { objectName } from './identity';
import { LiveAnalysis } from './live-analysis';
import type { StoredObject } from './store';

const MESH = `apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec: {selector: {app: reviews}, ports: [{port: 80, name: http}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: shop}
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: shop}
spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: v1}}]}]}
`;

function objects(text: string): StoredObject[] {
  return storedObjects(text, 'test', () => '').placed.map(({ object }) => object);
}

const fresh = (list: readonly StoredObject[]) => new Analysis(list, { known: STORE_KNOWS });

function following(text: string) {
  const live = new LiveAnalysis();
  const list = objects(text);
  live.follow(list, []);
  return { live, list };
}

const messages = (findings: readonly { id: StoredObject['id'] }[]) =>
  findings.map(({ id }) => objectName(id));

describe('LiveAnalysis', () => {
  it('says the same as a fresh analysis after objects changed, came and went', () => {
    const { live, list } = following(MESH);
    const changed = objects(MESH.replace('subset: v1', 'subset: v9'));
    const next = [list[0]!, list[1]!, changed[2]!];
    expect(live.follow(next, []).findings()).toEqual(fresh(next).findings());
    expect(live.follow([list[0]!], []).findings()).toEqual(fresh([list[0]!]).findings());
    expect(live.follow(list, []).findings()).toEqual(fresh(list).findings());
  });

  it('tells what a text would bring about elsewhere, and forgets it', () => {
    const { live, list } = following(MESH);
    const before = live.follow(list, []).findings();
    const draft = objects(
      MESH.replace('{name: v1, labels: {version: v1}}', '{name: v2, labels: {version: v2}}'),
    )[1]!;
    const { appeared, gone } = live.withDrafts([{ id: draft.id, object: draft }]);
    expect(messages(appeared)).toContain('VirtualService reviews in shop');
    expect(gone).toEqual([]);
    expect(live.follow(list, []).findings()).toEqual(before);
  });

  it('tells what a deletion and a new object would bring about', () => {
    const { live, list } = following(MESH);
    const rule = list[1]!;
    const { appeared } = live.withDrafts([{ id: rule.id, object: null }]);
    expect(messages(appeared)).toContain('VirtualService reviews in shop');
    live.follow([list[0]!, list[2]!], []);
    const mended = live.withDrafts([{ id: rule.id, object: rule }]);
    expect(messages(mended.gone)).toContain('VirtualService reviews in shop');
    expect(messages(live.follow([list[0]!, list[2]!], []).findings())).toContain(
      'VirtualService reviews in shop',
    );
  });

  it('follows the settings of the mesh, also as they would be', () => {
    const config = `apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: mesh-root}
data: {mesh: "rootNamespace: mesh-root"}
`;
    const { live, list } = following(MESH);
    expect(live.meshConfig.config.rootNamespace).toBe('istio-system');
    const [settings] = objects(config);
    live.withDrafts([{ id: settings!.id, object: settings! }]);
    expect(live.meshConfig.config.rootNamespace).toBe('istio-system');
    live.follow([...list, settings!], []);
    expect(live.meshConfig.config.rootNamespace).toBe('mesh-root');
  });
});
