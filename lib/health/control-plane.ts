/** Judges a control plane by its own figures, with reasons in words. Pure; the console only shows what is said here. */
import type { ControlPlaneFigures } from '@/lib/metrics/control-plane';
import type { Health } from './contract';

const DAY_SECONDS = 86_400;

/** From where on a figure is no longer fine. */
export const CONTROL_PLANE_LIMITS = {
  /** A change that takes longer to reach its proxies is felt as "my change does nothing". */
  convergenceP99Ms: { degradedFrom: 10_000, failingFrom: 30_000 },
  /** Every certificate of the mesh ends with the root's; a new one must be spread before that. */
  rootCertificateSeconds: { degradedBelow: 30 * DAY_SECONDS, failingBelow: 7 * DAY_SECONDS },
  /** Istio supports proxies that are at most two minor versions behind their control plane. */
  minorVersionsBehind: 2,
} as const;

interface Finding {
  readonly kind: 'degraded' | 'failing';
  readonly reason: string;
}

/** `nowSeconds`: Unix seconds, for what ends at a date. */
export function judgeControlPlane(figures: ControlPlaneFigures, nowSeconds: number): Health {
  if (figures.instances === 0) return { kind: 'unknown', because: 'No control plane reports any longer.' };
  const findings = [
    ...expiry(figures.rootCertificateExpiresSeconds, nowSeconds),
    ...convergence(figures.convergenceMs.p99),
    ...refusals(figures),
    ...counted(figures.pushErrors, 'push', 'pushes', 'failed before reaching a proxy'),
    ...counted(figures.certificateFailures, 'certificate', 'certificates', 'could not be issued'),
    ...counted(figures.injectionFailures, 'sidecar', 'sidecars', 'could not be injected'),
    ...skew(figures.versions),
  ];
  const worst = findings.some(({ kind }) => kind === 'failing') ? 'failing' : 'degraded';
  if (findings.length === 0) return { kind: 'healthy' };
  const ordered = findings.toSorted((a, b) => Number(b.kind === 'failing') - Number(a.kind === 'failing'));
  return { kind: worst, reasons: ordered.map(({ reason }) => reason) };
}

function expiry(expiresSeconds: number | null, nowSeconds: number): readonly Finding[] {
  if (expiresSeconds === null) return [];
  const { degradedBelow, failingBelow } = CONTROL_PLANE_LIMITS.rootCertificateSeconds;
  const left = expiresSeconds - nowSeconds;
  if (left >= degradedBelow) return [];
  const days = Math.max(0, Math.floor(left / DAY_SECONDS));
  const reason =
    left <= 0
      ? 'The root certificate has expired'
      : `The root certificate expires in ${days} ${days === 1 ? 'day' : 'days'}`;
  return [{ kind: left < failingBelow ? 'failing' : 'degraded', reason }];
}

function convergence(p99Ms: number | null): readonly Finding[] {
  const { degradedFrom, failingFrom } = CONTROL_PLANE_LIMITS.convergenceP99Ms;
  if (p99Ms === null || p99Ms < degradedFrom) return [];
  const reason = `One change in a hundred takes ${(p99Ms / 1000).toFixed(0)} s or longer to reach its proxies`;
  return [{ kind: p99Ms >= failingFrom ? 'failing' : 'degraded', reason }];
}

function refusals({ rejections }: ControlPlaneFigures): readonly Finding[] {
  const refused = rejections.filter(({ count }) => count > 0);
  if (refused.length === 0) return [];
  const types = refused.map(({ type }) => type.toUpperCase()).join(', ');
  return [{ kind: 'degraded', reason: `Proxies refused what was pushed to them (${types})` }];
}

function counted(count: number | null, one: string, several: string, what: string): readonly Finding[] {
  if (count === null || count <= 0) return [];
  const whole = Math.max(1, Math.round(count));
  return [{ kind: 'degraded', reason: `${whole} ${whole === 1 ? one : several} ${what}` }];
}

function skew(versions: ControlPlaneFigures['versions']): readonly Finding[] {
  const planes = versions.filter(({ component }) => component === 'pilot').map(minorOf);
  const newest = Math.max(...planes.filter((minor) => minor !== null));
  if (!Number.isFinite(newest)) return [];
  const behind = versions.filter((one) => {
    const minor = one.component === 'pilot' ? null : minorOf(one);
    return minor !== null && newest - minor > CONTROL_PLANE_LIMITS.minorVersionsBehind;
  });
  const count = behind.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return [];
  const names = [...new Set(behind.map(({ version }) => version))].join(', ');
  const reason = `${count} ${count === 1 ? 'proxy runs' : 'proxies run'} ${names}, too old for this control plane`;
  return [{ kind: 'degraded', reason }];
}

/** `1.30.3` → 30 of line 1; null for what is no such version. */
function minorOf({ version }: { readonly version: string }): number | null {
  const found = /^1\.(\d+)/.exec(version);
  return found === null ? null : Number(found[1]);
}
