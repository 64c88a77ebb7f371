import { expect, it } from 'vitest';
import { clusterLabel, readClusterName } from './cluster-name';

it('names the service, its port and its subset', () => {
  expect(clusterLabel('outbound|9080|v2|reviews.bookinfo.svc.cluster.local')).toBe(
    'reviews.bookinfo.svc.cluster.local:9080, subset v2',
  );
  expect(clusterLabel('outbound|9080||reviews.bookinfo.svc.cluster.local')).toBe(
    'reviews.bookinfo.svc.cluster.local:9080',
  );
});

it('takes the protocol that a waypoint writes into its names for no subset', () => {
  expect(clusterLabel('inbound-vip|9080|http|reviews.bookinfo.svc.cluster.local')).toBe(
    'reviews.bookinfo.svc.cluster.local:9080',
  );
  expect(readClusterName('inbound-vip|9080|http/v2|reviews.bookinfo.svc.cluster.local')).toMatchObject({
    direction: 'inbound-vip',
    subset: 'v2',
  });
  expect(readClusterName('inbound-vip|3306|tcp|db.shop.svc.cluster.local').subset).toBeNull();
});

it('leaves other names as they are', () => {
  expect(clusterLabel('PassthroughCluster')).toBe('PassthroughCluster');
  expect(clusterLabel('inbound|9080||')).toBe('inbound|9080||');
});
