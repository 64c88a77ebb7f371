import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { exportObjectVersions, objectVersionGauge } from './object-versions';

const object = (version: string, name = 'reviews') => ({
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'bookinfo',
  name,
  version,
});

afterEach(() => exportObjectVersions(async () => []));

async function figures(objects: () => Promise<readonly ReturnType<typeof object>[]>): Promise<string[]> {
  const registry = new Registry();
  objectVersionGauge(registry);
  exportObjectVersions(objects);
  return (await registry.metrics()).split('\n').filter((line) => line.startsWith('periplus_object_version{'));
}

describe('the version of an object in metrics', () => {
  it('is the same for the same text and another for another', async () => {
    const [first] = await figures(async () => [object('a')]);
    const [again] = await figures(async () => [object('a')]);
    const [other] = await figures(async () => [object('b')]);
    expect(first).toContain('object_kind="VirtualService",object_namespace="bookinfo",object_name="reviews"');
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('goes with the object', async () => {
    expect(await figures(async () => [])).toEqual([]);
  });

  it('is bounded', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => object('a', `a${at}`));
    expect(await figures(async () => many)).toHaveLength(2000);
  });

  it('is left out where the store fails, and the other metrics are not', async () => {
    expect(await figures(async () => Promise.reject(new Error('gone')))).toEqual([]);
  });
});
