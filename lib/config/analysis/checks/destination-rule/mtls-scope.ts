/** Whether a rule speaks for the whole mesh or a whole namespace by its wildcard host. */
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import type { DestinationRule } from '@/lib/config/simulation/read/destination-rule';

export type RuleScope =
  | { readonly kind: 'mesh' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | null;

export function ruleScope(mesh: MeshIndex, rule: DestinationRule): RuleScope {
  const domain = mesh.settings.clusterDomain;
  if (
    rule.host === '*' ||
    rule.host === '*.local' ||
    rule.host === `*.svc.${domain}` ||
    rule.host === `*.${domain}`
  ) {
    return { kind: 'mesh' };
  }
  const suffix = `.svc.${domain}`;
  if (!rule.host.startsWith('*.') || !rule.host.endsWith(suffix)) return null;
  const namespace = rule.host.slice(2, -suffix.length);
  return namespace.includes('.') || namespace === '' ? null : { kind: 'namespace', namespace };
}
