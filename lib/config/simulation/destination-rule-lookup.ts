/**
 * Which DestinationRule a client's proxy uses for a host, and the policy that results.
 * Source: istio/istio pilot/pkg/model/{push_context,destination_rule,sidecar}.go.
 */
import { type Consolidated, consolidated, policyRuleOf } from './consolidated-rules';
import { hostCovers, hostSpecificity, resolveConfigHost } from './host-names';
import type { MeshView } from './mesh-view';
import type { ClusterLimits } from './outcome';
import { perView } from './per-view';
import type { DestinationRule, PolicySettings, Subset, TrafficPolicy } from './read/destination-rule';
import type { MeshService } from './read/service';
import type { Reasons, StepPath } from './reasons';
import { labelsInclude } from './source-filter';
import { isVisible } from './visibility';

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

interface HostRules {
  readonly byHost: ReadonlyMap<string, readonly DestinationRule[]>;
  readonly wildcards: readonly { readonly host: string; readonly rules: readonly DestinationRule[] }[];
}

/** A namespace's rules as Istio files them: for its own clients, for its own clients only, for others to see. */
interface NamespaceRules {
  readonly local: HostRules;
  readonly privateOnly: HostRules;
  readonly shared: HostRules;
}

const rulesByNamespace = perView((view): ReadonlyMap<string, NamespaceRules> => {
  const spaces = Map.groupBy(view.destinationRules, (rule) => rule.namespace);
  return new Map(
    [...spaces].map(([namespace, rules]) => [
      namespace,
      {
        local: hostRules(view, rules.filter(isLocal)),
        privateOnly: hostRules(view, rules.filter(isPrivateOnly)),
        shared: hostRules(
          view,
          rules.filter((rule) => !isPrivateOnly(rule)),
        ),
      },
    ]),
  );
});

function hostRules(view: MeshView, rules: readonly DestinationRule[]): HostRules {
  const byHost = Map.groupBy(rules, (rule) =>
    resolveConfigHost(rule.host, rule.namespace, view.settings.clusterDomain),
  );
  const wildcards = [...byHost]
    .filter(([host]) => host.startsWith('*'))
    .map(([host, own]) => ({ host, rules: own }))
    .sort((a, b) => hostSpecificity(b.host) - hostSpecificity(a.host));
  return { byHost, wildcards };
}

/** A rule for some client pods is never shown to other namespaces, whatever its `exportTo` says. */
function isPrivateOnly({ workloadSelector, exportTo, namespace }: DestinationRule): boolean {
  if (workloadSelector !== null) return true;
  const to = new Set(exportTo);
  return to.size === 1 && (to.has('.') || to.has(namespace));
}

/** Exported to other namespaces by name alone, a rule does not count for its own. */
function isLocal(rule: DestinationRule): boolean {
  const { exportTo, namespace } = rule;
  return isPrivateOnly(rule) || isVisible(exportTo, namespace, namespace);
}

/** True when a namespace has a rule for its own clients that covers the host. */
export function hasRuleFor(view: MeshView, namespace: string, host: string): boolean {
  const own = rulesByNamespace(view).get(namespace)?.local;
  return own !== undefined && mostSpecificRules(own, host).length > 0;
}

/** Namespaces in order: the client's, the service's, the root; the first that has a rule decides alone. */
export function appliedRule(
  view: MeshView,
  client: RuleClient,
  service: MeshService,
  reasons?: Reasons,
): AppliedRule | null {
  const root = view.settings.rootNamespace;
  const all = rulesByNamespace(view);
  const ofClient = all.get(client.namespace);
  // In the root namespace itself public rules are looked up last, as everyone's fallback.
  const own = client.namespace === root ? ofClient?.privateOnly : ofClient?.local;
  const rules = own === undefined ? NO_RULES : mostSpecificRules(own, service.host);
  if (rules.length > 0) return chosenOf(consolidated(rules), client, reasons);
  for (const namespace of [service.namespace, root]) {
    const shared = all.get(namespace)?.shared;
    if (shared === undefined) continue;
    // The most specific host is chosen first: where it is not exported to the client, wider ones do not step in.
    const specific = consolidated(mostSpecificRules(shared, service.host));
    const exported = specific.filter(({ first }) => isExported(first.exportTo, client.namespace));
    for (const entry of specific) {
      if (exported.includes(entry)) continue;
      for (const rule of entry.members) {
        reasons?.skipped(`${named(rule)} is not exported to the client.`, rule.id, ['spec', 'exportTo']);
      }
    }
    if (exported.length > 0) return chosenOf(exported, client, reasons);
  }
  reasons?.considered(`No DestinationRule is for ${service.host}: Istio's defaults hold.`, null);
  return null;
}

function isExported(exportTo: readonly string[], clientNamespace: string): boolean {
  return exportTo.length === 0 || exportTo.includes('*') || exportTo.includes(clientNamespace);
}

/** The rules of the most specific host that covers this one. */
function mostSpecificRules({ byHost, wildcards }: HostRules, host: string): readonly DestinationRule[] {
  return byHost.get(host) ?? wildcards.find((wildcard) => hostCovers(wildcard.host, host))?.rules ?? NO_RULES;
}

const NO_RULES: readonly DestinationRule[] = [];

/**
 * A rule for this client's own pods comes before one for all; where neither is there, none applies. Of rules that
 * are not merged since they are exported to different namespaces the last counts (sidecar.go, DestinationRule).
 */
function chosenOf(
  entries: readonly Consolidated[],
  client: RuleClient,
  reasons?: Reasons,
): AppliedRule | null {
  const ofClient = entries.find(
    ({ first }) =>
      first.workloadSelector !== null &&
      first.namespace === client.namespace &&
      labelsInclude(client.labels, first.workloadSelector),
  );
  const chosen = ofClient ?? entries.findLast(({ first }) => first.workloadSelector === null);
  if (chosen === undefined) {
    const other = entries[0]?.first;
    if (other !== undefined) {
      reasons?.skipped(`${named(other)} is for other client pods, and hides rules elsewhere.`, other.id, [
        'spec',
        'workloadSelector',
      ]);
    }
    return null;
  }
  const { first, members } = chosen;
  reasons?.chosen(`${named(first)} says how clients call it.`, first.id, ['spec', 'host']);
  tellOthers(entries, chosen, reasons);
  return {
    rule: first,
    policyRule: policyRuleOf(members) ?? first,
    subsets: members.length === 1 ? first.subsets : distinctSubsets(members),
  };
}

function tellOthers(
  entries: readonly Consolidated[],
  { first, members }: Consolidated,
  reasons: Reasons | undefined,
): void {
  if (reasons === undefined) return;
  for (const rule of new Set(entries.flatMap((entry) => entry.members))) {
    if (rule === first) continue;
    if (members.includes(rule)) {
      const path = ['spec', 'subsets'];
      reasons.considered(`${named(rule)} has the same host: its subsets are added.`, rule.id, path);
    } else if (rule.workloadSelector === null && first.workloadSelector === null) {
      const text = `${named(rule)} has the same host and another exportTo, so it is not merged: ${first.name} counts.`;
      reasons.skipped(text, rule.id, ['spec', 'exportTo']);
    }
  }
}

function named(rule: DestinationRule): string {
  return `${rule.id.kind} ${rule.name} in ${rule.namespace}`;
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
