import { describe, expect, it } from 'vitest';
import { AWKWARD_VALUES } from '@/lib/prometheus/label-corpus';
import { edgeId, type NodeIdentity, nodeId, parseNodeId, peerIdentity, serviceIdentity } from './identity';

const where = { cluster: 'c', namespace: 'n' };

describe('nodeId', () => {
  it.each<NodeIdentity>([
    { kind: 'workload', ...where, name: 'a' },
    { kind: 'app', cluster: null, namespace: null, name: '-' },
    { kind: 'versionedApp', ...where, name: 'a', version: null },
    { kind: 'versionedApp', ...where, name: 'a', version: 'v1' },
    { kind: 'service', ...where, name: 'pay.example' },
    { kind: 'service', ...where, name: 'pay', role: 'unreached' },
    { kind: 'service', ...where, name: 'unreached', role: 'caller' },
    { kind: 'serviceEntry', ...where, name: 'pay', role: 'caller' },
    { kind: 'passthrough', cluster: 'c' },
    { kind: 'blackhole', cluster: null },
    { kind: 'unknownSource' },
    { kind: 'unknownTarget' },
  ])('can be read back: %j', (identity) => {
    expect(parseNodeId(nodeId(identity))).toEqual(identity);
  });

  it.each(AWKWARD_VALUES)('holds any name: %j', (name) => {
    const identity: NodeIdentity = { kind: 'workload', cluster: name, namespace: name, name };
    expect(parseNodeId(nodeId(identity))).toEqual(identity);
  });

  it('is not made up', () => {
    for (const id of [
      '',
      'wl',
      'wl/a/b',
      'wl/a/b/-',
      'wl/a/b/c/d',
      'svc/%E0%A4%A/b/c',
      'svc/a/b/c/d',
      'svc/a/b/c/caller/d',
      'from-unknown/x',
      '__proto__',
    ]) {
      expect(parseNodeId(id), id).toBeNull();
    }
  });
});

it('gives edges ids that differ and stay', () => {
  const ids = Array.from({ length: 20_000 }, (_, at) => edgeId(`wl/c/n/a${at % 150}>wl/c/n/b${at}>http`));
  expect(new Set(ids).size).toBe(ids.length);
  expect(edgeId('wl/c/n/a>wl/c/n/b>http')).toBe(edgeId('wl/c/n/a>wl/c/n/b>http'));
});

it('falls back to what is known of a peer', () => {
  const peer = { ...where, workload: 'a-v1', app: null, version: 'v1' };
  expect(peerIdentity('app', peer)).toEqual({ kind: 'app', ...where, name: 'a-v1' });
  expect(peerIdentity('workload', { ...peer, workload: null, app: 'a' })).toEqual({
    kind: 'app',
    ...where,
    name: 'a',
  });
  expect(peerIdentity('app', { ...peer, workload: null })).toBeNull();
});

it("knows Istio's names for traffic to nowhere in particular", () => {
  const kindOf = (name: string | null) => serviceIdentity({ ...where, name, host: null }).kind;
  expect(
    ['PassthroughCluster', 'InboundPassthroughClusterIpv4', 'BlackHoleCluster', 'reviews', null].map(kindOf),
  ).toEqual(['passthrough', 'passthrough', 'blackhole', 'service', 'unknownTarget']);
});
