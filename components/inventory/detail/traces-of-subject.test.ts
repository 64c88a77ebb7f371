import { describe, expect, it } from 'vitest';
import { tracesOfSubject } from './traces-of-subject';

type Subject = Parameters<typeof tracesOfSubject>[0];

/** Only what the traces depend on. */
function subject(part: object): Subject {
  const row = { namespace: 'shop', name: 'cart-v2', type: 'Deployment', figures: { p95Ms: 12 } };
  return { kind: 'workloads', row, app: 'cart', version: 'v2', workloads: [], ...part } as unknown as Subject;
}

describe('traces of a detail page', () => {
  it('are those of the app that a workload belongs to, in its version', () => {
    expect(tracesOfSubject(subject({}))).toEqual({ service: 'cart.shop', q: 'version = v2', p95Ms: 12 });
    expect(tracesOfSubject(subject({ app: null, version: 'latest' }))).toEqual({
      service: 'cart-v2.shop',
      q: '',
      p95Ms: 12,
    });
  });

  it('are those of what stands behind a service', () => {
    const workloads = [{ labels: { app: 'basket' } }];
    expect(tracesOfSubject(subject({ kind: 'services', workloads }))?.service).toBe('basket.shop');
    expect(tracesOfSubject(subject({ kind: 'services' }))?.service).toBe('cart-v2.shop');
  });

  it('are none of namespaces and of what lies outside', () => {
    expect(tracesOfSubject(subject({ kind: 'namespaces' }))).toBeNull();
    const row = { namespace: 'shop', name: 'pay', type: 'External', figures: null };
    expect(tracesOfSubject(subject({ kind: 'services', row }))).toBeNull();
  });
});
