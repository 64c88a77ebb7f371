/**
 * Which DestinationRule a client's proxy uses for a host, and the policy that results.
 * Source: istio/istio pilot/pkg/model/{push_context,destination_rule,sidecar}.go.
 */
import { hostCovers, hostSpecificity, resolveConfigHost } from './host-names';
import type { MeshView } from './mesh-view';
import type { ClusterLimits } from './outcome';
import { perView } from './per-view';
import type { DestinationRule, PolicySettings, Subset, TrafficPolicy } from './read/destination-rule';
import type { MeshService } from './read/service';
import type { Reasons, StepPath } from './reasons';
import { labelsInclude } from './source-filter';
import { exportRank, isVisible } from './visibility';

export interface RuleClient {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Several rules for one host in one namespace act as one: all subsets, the first policy that is written. */
export interface AppliedRule {
  readonly rule: DestinationRule;
  /** Where the policy comes from: the rule itself, else the first of the merged ones that has one. */
  readonly policyRule: DestinationRule;
  readonly subsets: readonly Subset[];
}

interface NamespaceRules {
  readonly byHost: ReadonlyMap<string, readonly DestinationRule[]>;
  readonly wildcards: readonly { readonly host: string; readonly rules: readonly DestinationRule[] }[];
}

const rulesByNamespace = perView((view): ReadonlyMap<string, NamespaceRules> => {
  const hostOf = (rule: DestinationRule) =>
    resolveConfigHost(rule.host, rule.namespace, view.settings.clusterDomain);
  const spaces = Map.groupBy(view.destinationRules, (rule) => rule.namespace);
  return new Map(
    [...spaces].map(([namespace, rules]) => {
      const byHost = Map.groupBy(rules, hostOf);
      const wildcards = [...byHost]
        .filter(([host]) => host.startsWith('*'))
        .map(([host, own]) => ({ host, rules: own }))
        .sort((a, b) => hostSpecificity(b.host) - hostSpecificity(a.host));
      return [namespace, { byHost, wildcards }];
    }),
  );
});

/** True when a namespace has a rule of its own that covers the host. */
export function hasRuleFor(view: MeshView, namespace: string, host: string): boolean {
  const own = rulesByNamespace(view).get(namespace);
  if (own === undefined) return false;
  return own.byHost.has(host) || own.wildcards.some((wildcard) => hostCovers(wildcard.host, host));
}

/** Namespaces in order: the client's, the service's, the root; the first that has a rule decides alone. */
export function appliedRule(
  view: MeshView,
  client: RuleClient,
  service: MeshService,
  reasons?: Reasons,
): AppliedRule | null {
  const root = view.settings.rootNamespace;
  const exported = (rule: DestinationRule) => isVisible(rule.exportTo, rule.namespace, client.namespace);
  const isOwn = (rule: DestinationRule) =>
    // In the root namespace itself public rules are looked up last, as everyone's fallback.
    client.namespace !== root || exportRank(rule.exportTo, rule.namespace) === 0;
  const levels: readonly (readonly [string, (rule: DestinationRule) => boolean])[] = [
    [client.namespace, isOwn],
    [service.namespace, exported],
    [root, exported],
  ];
  for (const [namespace, admits] of levels) {
    const rules = candidates(view, namespace, service.host, admits, reasons);
    if (rules.length > 0) return chosenOf(rules, client, reasons);
  }
  reasons?.considered(`No DestinationRule is for ${service.host}: Istio's defaults hold.`, null);
  return null;
}

/** The rules of the most specific host that covers this one. */
function candidates(
  view: MeshView,
  namespace: string,
  host: string,
  admits: (rule: DestinationRule) => boolean,
  reasons?: Reasons,
): readonly DestinationRule[] {
  const own = rulesByNamespace(view).get(namespace);
  if (own === undefined) return NO_RULES;
  const exact = own.byHost.get(host);
  const admitted = exact?.filter(admits) ?? NO_RULES;
  for (const rule of exact ?? NO_RULES) {
    if (!admits(rule))
      reasons?.skipped(`${named(rule)} is not exported to the client.`, rule.id, ['spec', 'exportTo']);
  }
  if (admitted.length > 0) return admitted;
  for (const { host: pattern, rules } of own.wildcards) {
    if (pattern === host || !hostCovers(pattern, host)) continue;
    const wider = rules.filter(admits);
    if (wider.length > 0) return wider;
  }
  return NO_RULES;
}

const NO_RULES: readonly DestinationRule[] = [];

/** A rule for this client's own pods comes before one for all; where neither is there, none applies. */
function chosenOf(
  rules: readonly DestinationRule[],
  client: RuleClient,
  reasons?: Reasons,
): AppliedRule | null {
  const ofClient = rules.find(
    (rule) =>
      rule.workloadSelector !== null &&
      rule.namespace === client.namespace &&
      labelsInclude(client.labels, rule.workloadSelector),
  );
  const first = ofClient ?? rules.find((rule) => rule.workloadSelector === null);
  if (first === undefined) {
    const other = rules[0];
    if (other !== undefined) {
      reasons?.skipped(`${named(other)} is for other client pods, and hides rules elsewhere.`, other.id, [
        'spec',
        'workloadSelector',
      ]);
    }
    return null;
  }
  const merged =
    rules.length === 1 ? rules : rules.filter((rule) => rule === first || isMergeable(first, rule));
  reasons?.chosen(`${named(first)} says how clients call it.`, first.id, ['spec', 'host']);
  for (const rule of merged) {
    if (rule !== first)
      reasons?.considered(`${named(rule)} has the same host: its subsets are added.`, rule.id, [
        'spec',
        'subsets',
      ]);
  }
  return {
    rule: first,
    policyRule: merged.find((rule) => rule.hasPolicy) ?? first,
    subsets: merged.length === 1 ? first.subsets : distinctSubsets(merged),
  };
}

function named(rule: DestinationRule): string {
  return `DestinationRule ${rule.name} in ${rule.namespace}`;
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
  const policy = applied?.policyRule.policy;
  const base = policy === undefined ? NOTHING : atPort(policy, port, policy);
  const merged = subset === null ? base : atPort(subset.policy, port, overridden(base, subset.policy));
  return {
    connectionPool: merged.connectionPool,
    outlierDetection: merged.outlierDetection,
    loadBalancer: merged.loadBalancer ?? 'LEAST_REQUEST',
    hashedBy: merged.hashedBy,
    locality: merged.locality,
    tlsMode: merged.tlsMode,
    destinationRule: applied?.rule.id ?? null,
  };
}

/** Where the effective TLS mode of a cluster is written; null when nothing says one. */
export function tlsPlace(
  applied: AppliedRule | null,
  subset: Subset | null,
  port: number,
): { readonly object: DestinationRule['id']; readonly path: StepPath } | null {
  if (applied === null) return null;
  const end = ['tls', 'mode'];
  const inPolicy = (policy: TrafficPolicy, start: StepPath): StepPath | null => {
    const ofPort = policy.portLevel.get(port);
    if (ofPort !== undefined) return [...start, 'portLevelSettings', ofPort.index, ...end];
    return policy.tlsMode === null ? null : [...start, ...end];
  };
  const own =
    subset === null ? null : inPolicy(subset.policy, ['spec', 'subsets', subset.index, 'trafficPolicy']);
  if (subset !== null && own !== null) return { object: subset.object, path: own };
  const path = inPolicy(applied.policyRule.policy, ['spec', 'trafficPolicy']);
  return path === null ? null : { object: applied.policyRule.id, path };
}

const NOTHING: PolicySettings = {
  loadBalancer: null,
  connectionPool: null,
  outlierDetection: null,
  tlsMode: null,
  hashedBy: null,
  locality: null,
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
    // Parts of the load balancer, which is overridden as one.
    hashedBy: over.loadBalancer === null ? base.hashedBy : over.hashedBy,
    locality: over.loadBalancer === null ? base.locality : over.locality,
  };
}
