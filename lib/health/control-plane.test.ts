import { describe, expect, it } from 'vitest';
import type { ControlPlaneFigures } from '@/lib/metrics/control-plane';
import { judgeControlPlane } from './control-plane';

const NOW = 1_800_000_000;
const DAY = 86_400;

const fine: ControlPlaneFigures = {
  instances: 1,
  versions: [
    { component: 'pilot', version: '1.30.3', count: 1 },
    { component: 'proxy', version: '1.29.1', count: 20 },
  ],
  proxiesConnected: 20,
  pushesPerSecond: 0.2,
  pushErrors: 0,
  rejections: [{ type: 'lds', count: 0 }],
  convergenceMs: { p50: 80, p99: 700 },
  configRejections: 3,
  configChanges: 4,
  services: 30,
  virtualServices: 10,
  rootCertificateExpiresSeconds: NOW + 200 * DAY,

  workloadCertificates: [],
  certificateFailures: null,
  injectionFailures: null,
};

const judged = (change: Partial<ControlPlaneFigures>) => judgeControlPlane({ ...fine, ...change }, NOW);

describe('the health of a control plane', () => {
  it('is good while nothing is refused, late or about to end; refusing wrong objects is its duty', () => {
    expect(judged({})).toEqual({ kind: 'healthy' });
  });

  it('is degraded by what proxies refuse, and names the types', () => {
    const rejections = [
      { type: 'lds', count: 2 },
      { type: 'rds', count: 1 },
      { type: 'cds', count: 0 },
    ];
    expect(judged({ rejections })).toEqual({
      kind: 'degraded',
      reasons: ['Proxies refused what was pushed to them (LDS, RDS)'],
    });
  });

  it.each([
    [29, 'degraded', 'The root certificate expires in 29 days'],
    [6, 'failing', 'The root certificate expires in 6 days'],
    [1, 'failing', 'The root certificate expires in 1 day'],
    [-1, 'failing', 'The root certificate has expired'],
  ])('tells of a root certificate with %i days left', (days, kind, reason) => {
    expect(judged({ rootCertificateExpiresSeconds: NOW + days * DAY })).toEqual({ kind, reasons: [reason] });
  });

  it('says the worst first', () => {
    expect(judged({ pushErrors: 0.4, convergenceMs: { p50: 900, p99: 31_000 } })).toEqual({
      kind: 'failing',
      reasons: [
        'One change in a hundred takes 31 s or longer to reach its proxies',
        '1 push failed before reaching a proxy',
      ],
    });
  });

  it('finds proxies more than two minor versions behind', () => {
    const versions = [
      { component: 'pilot', version: '1.30.3', count: 1 },
      { component: 'proxy', version: '1.27.9', count: 3 },
      { component: 'ztunnel', version: '1.28.0', count: 1 },
      { component: 'proxy', version: 'a-build-of-our-own', count: 1 },
    ];
    expect(judged({ versions })).toEqual({
      kind: 'degraded',
      reasons: ['3 proxies run 1.27.9, too old for this control plane'],
    });
  });

  it('knows nothing of one that no longer reports', () => {
    expect(judged({ instances: 0 }).kind).toBe('unknown');
  });
});
