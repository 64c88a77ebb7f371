/** From which share of failed requests each service is failing, by the rules of health that hold for it. Pure. */
import type { ServiceFact } from '@/lib/graph/mesh-facts';
import type { HealthRules } from '@/lib/health/rules';
import type { Tolerance } from '@/lib/health/tolerances';
import { tolerancesOfAnnotation } from '@/lib/health/written-tolerance';
import type { FailureSightings } from './sightings';

/**
 * What counts as failed is one share, so only a tolerance for all of these failures says from when on it is too large.
 * One that is for a single code, or for what was never answered, is judged where codes are told apart: in the graph.
 */
const HTTP_FAILURES = ['500', '502', '503', '504'];
const GRPC_FAILURES = ['2', '13', '14'];

export interface FailingShares {
  /** The smallest of all; null = nothing is ever failing. 0 = from the first failure on. */
  readonly least: number | null;
  /** null = never. */
  of(namespace: string | null, service: string): number | null;
}

/** `services` know their annotations. */
export function failingShares(
  rules: HealthRules,
  services: readonly Pick<ServiceFact, 'namespace' | 'name' | 'healthRate'>[],
): FailingShares {
  const annotations = new Map<string, string>();
  for (const { namespace, name, healthRate } of services)
    if (healthRate !== null) annotations.set(`${namespace}/${name}`, healthRate);
  const annotated = [...annotations.values()].flatMap((text) => tolerancesOfAnnotation(text).tolerances);
  return {
    least: failingFrom([...rules.tolerances, ...annotated]),
    of: (namespace, service) => {
      const annotation = annotations.get(`${namespace}/${service}`) ?? null;
      const names = [{ kind: 'service' as const, name: service }];
      return failingFrom(rules.of({ namespace, names, annotation }).tolerances);
    },
  };
}

/** Each look at which the service is failing by its own rules. */
export function failing(sightings: readonly FailureSightings[], shares: FailingShares): FailureSightings[] {
  return sightings.flatMap((one) => {
    const from = shares.of(one.namespace, one.service);
    const points = from === null ? [] : one.points.filter(([, share]) => share > 0 && share >= from);
    return points.length === 0 ? [] : [{ ...one, points }];
  });
}

function failingFrom(tolerances: readonly Tolerance[]): number | null {
  const shares = tolerances
    .filter(judgesFailures)
    .flatMap((tolerance) => (tolerance.failingFrom === null ? [] : tolerance.failingFrom));
  return shares.length === 0 ? null : Math.min(...shares);
}

function judgesFailures({ directions, coversCode, coversProtocol }: Tolerance): boolean {
  if (directions !== 'main' && !directions.covers('inbound')) return false;
  return (
    (coversProtocol('http') && HTTP_FAILURES.every(coversCode)) ||
    (coversProtocol('grpc') && GRPC_FAILURES.every(coversCode))
  );
}
