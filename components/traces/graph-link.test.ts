import { describe, expect, it } from 'vitest';
import { graphHref } from './graph-link';

const peer = { cluster: 'Kubernetes', namespace: 'shop', workload: 'cart-v1', app: 'cart', version: 'v1' };

describe('graphHref', () => {
  it('focuses the node of the app and version', () => {
    expect(graphHref(peer)).toBe('/graph?namespaces=shop&node=vapp%2FKubernetes%2Fshop%2Fcart%2Fv1');
  });

  it('searches by name where the cluster is not known, and gives up where nothing is', () => {
    expect(graphHref({ ...peer, cluster: null })).toBe('/graph?namespaces=shop&find=cart');
    expect(graphHref({ ...peer, app: null, workload: null })).toBeNull();
  });
});
