import { expect, it } from 'vitest';
import { clusterHeaders } from './document-cluster';

it('names the cluster where one is asked about, and nowhere else', () => {
  expect(clusterHeaders('/api/config', 'west')).toEqual({ 'X-Periplus-Cluster': 'west' });
  expect(clusterHeaders('/api/logs?pod=a', 'west')).toEqual({ 'X-Periplus-Cluster': 'west' });
  expect(clusterHeaders('/api/graph?last=600', 'west')).toEqual({});
  expect(clusterHeaders('/api/configuration', 'west')).toEqual({});
  expect(clusterHeaders('/api/config', null)).toEqual({});
});

it('takes the cluster of an object before that of the page', () => {
  const path = '/api/config/networking.istio.io/VirtualService/shop/cart?cluster=east';
  expect(clusterHeaders(path, null)).toEqual({ 'X-Periplus-Cluster': 'east' });
  expect(clusterHeaders(path, 'west')).toEqual({ 'X-Periplus-Cluster': 'east' });
});
