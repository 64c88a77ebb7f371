import { describe, expect, it } from 'vitest';
import type { SimulationChoices } from '@/lib/config/simulation/contract';
import { simulateSchema } from '@/lib/config/simulation/request-contract';
import { callerKey, callerOf, EMPTY_FORM, EMPTY_TOKEN, hostChoices, readForm } from './request-form-state';

const CHOICES: SimulationChoices = {
  workloads: [{ namespace: 'shop', name: 'front', plane: 'sidecar', principal: null, labels: {} }],
  gateways: [
    {
      namespace: 'istio-system',
      name: 'ingress',
      servers: [{ port: 443, protocol: 'https', hosts: ['shop.example.com'] }],
    },
  ],
  services: [
    {
      host: 'cart.shop.svc.cluster.local',
      namespace: 'shop',
      name: 'cart',
      external: false,
      ports: [{ number: 80, name: 'grpc', protocol: 'grpc' }],
    },
    { host: 'api.example.com', namespace: 'shop', name: 'api', external: true, ports: [] },
  ],
};
const FRONT = 'workload:shop/front';
const form = (fields: object) => ({ ...EMPTY_FORM, from: FRONT, host: 'cart', ...fields });

describe('the form of a request', () => {
  it('writes callers so that they can be read again', () => {
    expect(callerOf(callerKey({ kind: 'gateway', namespace: 'a', name: 'b' }))).toEqual({
      kind: 'gateway',
      namespace: 'a',
      name: 'b',
    });
    expect(callerOf('outside')).toEqual({ kind: 'outside' });
    expect(callerOf('somebody')).toBeNull();
  });

  it('names hosts as the caller would write them', () => {
    expect(hostChoices(CHOICES, FRONT).map(({ value }) => value)).toEqual(['cart', 'api.example.com']);
    expect(hostChoices(CHOICES, 'outside').map(({ value }) => value)).toEqual([
      'cart.shop',
      'api.example.com',
    ]);
    expect(hostChoices(CHOICES, 'gateway:istio-system/ingress').map(({ value }) => value)).toEqual([
      'shop.example.com',
    ]);
  });

  it('takes port and protocol from the host where none is given', () => {
    expect(readForm(form({}), CHOICES)).toMatchObject({ port: 80, protocol: 'grpc', request: { port: 80 } });
    expect(readForm(form({ host: 'cart.shop.svc.cluster.local' }), CHOICES).port).toBe(80);
    const entering = readForm(
      form({ from: 'gateway:istio-system/ingress', host: 'any.example.com' }),
      CHOICES,
    );
    expect(entering).toMatchObject({ port: 443, protocol: 'https' });
  });

  it('makes a request that the API takes', () => {
    const { request } = readForm(
      form({
        headers: [
          { name: 'end-user', value: 'tester' },
          { name: '', value: 'not yet' },
        ],
        query: [{ name: 'u', value: '1' }],
        ip: '10.1.2.3',
        token: { ...EMPTY_TOKEN, issuer: 'me', audiences: 'a, b', claims: '{"groups": ["x"]}' },
      }),
      CHOICES,
    );
    expect(simulateSchema.safeParse({ request, drafts: [], window: null }).error).toBeUndefined();
    expect(request).toMatchObject({
      headers: { 'end-user': 'tester' },
      token: { audiences: ['a', 'b'], claims: { groups: ['x'] } },
    });
  });

  it('is not complete while something is missing, and says what is wrong', () => {
    expect(readForm(form({ from: '' }), CHOICES)).toMatchObject({ request: null, issues: {} });
    expect(readForm(form({ host: 'api.example.com' }), CHOICES)).toMatchObject({ request: null, port: null });
    const wrong = (fields: object) => Object.keys(readForm(form(fields), CHOICES).issues);
    expect(wrong({ host: 'http://cart' })).toEqual(['host']);
    expect(wrong({ port: 70_000 })).toEqual(['port']);
    expect(wrong({ path: 'x' })).toEqual(['path']);
    expect(wrong({ headers: [{ name: 'a b', value: '' }] })).toEqual(['headers']);
    expect(wrong({ ip: 'here' })).toEqual(['ip']);
    expect(wrong({ token: { ...EMPTY_TOKEN, claims: '[' } })).toEqual(['claims']);
  });
});
