import { expect, it } from 'vitest';
import { alertCaller } from './caller';

it('names who calls where both sides are named', () => {
  const called = { destination_service_name: 'reviews' };
  expect(
    alertCaller({
      ...called,
      source_workload: 'web-v1',
      source_workload_namespace: 'shop',
      source_app: 'web',
    }),
  ).toEqual({ namespace: 'shop', name: 'web-v1' });
  expect(
    alertCaller({
      ...called,
      source_workload: 'unknown',
      source_canonical_service: 'web',
      source_workload_namespace: 'shop',
    }),
  ).toEqual({ namespace: 'shop', name: 'web' });
  expect(alertCaller({ ...called, source_workload: 'web-v1' })).toBeNull();
  expect(alertCaller({ source_workload: 'web-v1', source_workload_namespace: 'shop' })).toBeNull();
});
