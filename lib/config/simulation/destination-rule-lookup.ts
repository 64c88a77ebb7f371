/**
 * Which DestinationRule a client's proxy uses for a host, and the policy that results.
 * Source: istio/istio pilot/pkg/model/push_context.go (destinationRule), destination_rule.go.
 */
import { hostCovers, hostSpecificity, resolveConfigHost } from './host-names';
import type { MeshView } from './mesh-view';
import type { ClusterLimits } from './outcome';
import type { DestinationRule, PolicySettings, Subset, TrafficPolicy } from './read/destination-rule';
import type { MeshService } from './read/service';
import { labelsInclude } from './source-filter';
import { exportRank, isVisible } from './visibility';

export interface RuleClient {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Several rules for one host in one namespace act as one: all subsets, the first one's policy. */
export interface AppliedRule {
  readonly rule: DestinationRule;
  readonly subsets: readonly Subset[];
}

/** Namespaces in order: the client's, the service's, the root; the first that has a rule decides alone. */
export function appliedRule(view: MeshView, client: RuleClient, service: MeshService): AppliedRule | null {
  const root = view.settings.rootNamespace;
  const own = view.destinationRules.filter(
    (rule) =>
      rule.namespace === client.namespace &&
      // In the root namespace itself public rules are looked up last, as everyone's fallback.
      (client.namespace !== root || exportRank(rule.exportTo, rule.namespace) === 0),
  );
  const exported = (namespace: string) =>
    view.destinationRules.filter(
      (rule) => rule.namespace === namespace && isVisible(rule.exportTo, rule.namespace, client.namespace),
    );
  return (
    pick(view, own, client, service) ??
    pick(view, exported(service.namespace), client, service) ??
    pick(view, exported(root), client, service)
  );
}

function pick(
  view: MeshView,
  rules: readonly DestinationRule[],
  client: RuleClient,
  service: MeshService,
): AppliedRule | null {
  const hostOf = (rule: DestinationRule) =>
    resolveConfigHost(rule.host, rule.namespace, view.settings.clusterDomain);
  const usable = rules.filter((rule) => {
    if (!hostCovers(hostOf(rule), service.host)) return false;
    if (rule.workloadSelector === null) return true;
    return rule.namespace === client.namespace && labelsInclude(client.labels, rule.workloadSelector);
  });
  if (usable.length === 0) return null;
  const best = Math.max(...usable.map((rule) => hostSpecificity(hostOf(rule))));
  const candidates = usable.filter((rule) => hostSpecificity(hostOf(rule)) === best);
  const first = candidates.find((rule) => rule.workloadSelector !== null) ?? candidates[0];
  if (first === undefined) return null;
  const merged = candidates.filter((rule) => rule === first || isMergeable(first, rule));
  return { rule: first, subsets: distinctSubsets(merged) };
}

function isMergeable(a: DestinationRule, b: DestinationRule): boolean {
  const key = (rule: DestinationRule) =>
    JSON.stringify([[...rule.exportTo].sort(), Object.entries(rule.workloadSelector ?? {}).sort()]);
  return (a.workloadSelector === null) === (b.workloadSelector === null) && key(a) === key(b);
}

function distinctSubsets(rules: readonly DestinationRule[]): readonly Subset[] {
  const byName = new Map<string, Subset>();
  for (const subset of rules.flatMap((rule) => rule.subsets)) {
    if (!byName.has(subset.name)) byName.set(subset.name, subset);
  }
  return [...byName.values()];
}

/**
 * The policy of one cluster: the rule's own, replaced whole where the port has settings, then the subset's
 * field by field, then the subset's own port settings, again whole.
 */
export function effectiveLimits(
  applied: AppliedRule | null,
  subset: Subset | null,
  port: number,
): ClusterLimits {
  const base = applied === null ? NOTHING : atPort(applied.rule.policy, port, applied.rule.policy);
  const merged = subset === null ? base : atPort(subset.policy, port, overridden(base, subset.policy));
  return {
    connectionPool: merged.connectionPool,
    outlierDetection: merged.outlierDetection,
    loadBalancer: merged.loadBalancer ?? 'LEAST_REQUEST',
    tlsMode: merged.tlsMode,
    destinationRule: applied?.rule.id ?? null,
  };
}

const NOTHING: PolicySettings = {
  loadBalancer: null,
  connectionPool: null,
  outlierDetection: null,
  tlsMode: null,
};

function atPort(policy: TrafficPolicy, port: number, otherwise: PolicySettings): PolicySettings {
  return policy.portLevel.get(port) ?? otherwise;
}

function overridden(base: PolicySettings, over: PolicySettings): PolicySettings {
  return {
    loadBalancer: over.loadBalancer ?? base.loadBalancer,
    connectionPool: over.connectionPool ?? base.connectionPool,
    outlierDetection: over.outlierDetection ?? base.outlierDetection,
    tlsMode: over.tlsMode ?? base.tlsMode,
  };
}
