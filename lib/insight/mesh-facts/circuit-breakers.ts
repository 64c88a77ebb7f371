/**
 * Who is behind a circuit breaker: a DestinationRule with `connectionPool` or `outlierDetection`, for the whole service,
 * for a port of it, or for the subset that a workload belongs to.
 */
import { hostSpecificity, resolveConfigHost } from '@/lib/config/simulation/host-names';
import type {
  DestinationRule,
  PolicySettings,
  TrafficPolicy,
} from '@/lib/config/simulation/read/destination-rule';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { Labels } from '@/lib/inventory/canonical-names';
import { ByHost, isSeenBySomebody } from './rule-targets';

/** What breaks circuits of one host. */
export interface Breakers {
  /** The service has one, be it for a subset only. */
  readonly any: boolean;
  /** Whether it holds for a workload with these labels. */
  holdsFor(labels: Labels): boolean;
}

export class CircuitBreakers {
  readonly #rules = new ByHost<{ readonly rule: DestinationRule; readonly host: string }>();

  constructor(
    rules: readonly DestinationRule[],
    context: { readonly clusterDomain: string; readonly namespaces: ReadonlySet<string> },
  ) {
    for (const rule of rules) {
      if (!isSeenBySomebody(rule.exportTo, rule.namespace, context.namespaces)) continue;
      const host = resolveConfigHost(rule.host, rule.namespace, context.clusterDomain);
      this.#rules.add(host, { rule, host });
    }
  }

  of(hosts: readonly string[]): Breakers {
    const rules = hosts.flatMap((host) => this.#mostSpecific(host));
    const forAll = rules.some(({ policy }) => breaks(policy));
    const subsets = rules.flatMap((rule) => rule.subsets.filter(({ policy }) => breaks(policy)));
    return {
      any: forAll || subsets.length > 0,
      holdsFor: (labels) => forAll || subsets.some((subset) => labelsInclude(labels, subset.labels)),
    };
  }

  /** In each namespace the most specific host decides alone. */
  #mostSpecific(host: string): readonly DestinationRule[] {
    const best = new Map<string, number>();
    const found = this.#rules.of(host);
    for (const entry of found) {
      const rank = hostSpecificity(entry.host);
      best.set(entry.rule.namespace, Math.max(best.get(entry.rule.namespace) ?? 0, rank));
    }
    return found
      .filter((entry) => hostSpecificity(entry.host) === best.get(entry.rule.namespace))
      .map(({ rule }) => rule);
  }
}

function breaks(policy: TrafficPolicy): boolean {
  return hasLimits(policy) || [...policy.portLevel.values()].some(hasLimits);
}

function hasLimits(settings: PolicySettings): boolean {
  return settings.connectionPool !== null || settings.outlierDetection !== null;
}
