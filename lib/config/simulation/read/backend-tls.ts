/**
 * BackendTLSPolicies as the DestinationRules that istiod makes of them, one for each host that they are about; of
 * several policies the oldest counts. Source: istio/istio pilot/pkg/config/kube/gateway/backend_policies.go.
 */
import type { StoredObject } from '@/lib/config/store';
import type { DestinationRule, PolicySettings, PortSettings } from './destination-rule';
import { fieldsAt, fieldsListAt, textAt } from './fields';
import { byCreation, type ObjectMetadata, readMetadata } from './metadata';
import type { MeshService } from './service';

interface Targeted {
  readonly policy: ObjectMetadata;
  /** Name of the port; null = the whole service. */
  readonly section: string | null;
}

const NOTHING: PolicySettings = {
  loadBalancer: null,
  connectionPool: null,
  outlierDetection: null,
  tlsMode: null,
  hashedBy: null,
  locality: null,
};
const KINDS: Readonly<Record<MeshService['origin'], string>> = {
  kubernetes: 'Service',
  'service-entry': 'ServiceEntry',
};

export function backendTlsRules(
  policies: readonly StoredObject[],
  services: readonly MeshService[],
): readonly DestinationRule[] {
  if (policies.length === 0) return [];
  const byTarget = new Map<string, Targeted[]>();
  for (const object of policies) {
    const policy = readMetadata(object);
    for (const target of fieldsListAt(fieldsAt(object.value, 'spec'), 'targetRefs')) {
      const key = `${textAt(target, 'kind') ?? ''}/${policy.namespace}/${textAt(target, 'name') ?? ''}`;
      const own = byTarget.get(key) ?? [];
      own.push({ policy, section: textAt(target, 'sectionName') });
      byTarget.set(key, own);
    }
  }
  return services.flatMap((service) => {
    const targeted = byTarget.get(`${KINDS[service.origin]}/${service.namespace}/${service.name}`);
    return targeted === undefined ? [] : [ruleOf(service, targeted)];
  });
}

function ruleOf(service: MeshService, targeted: readonly Targeted[]): DestinationRule {
  const sorted = targeted.toSorted((a, b) => byCreation(a.policy, b.policy));
  const whole = sorted.find(({ section }) => section === null);
  const portLevel = new Map<number, PortSettings>();
  for (const [index, { section }] of sorted.entries()) {
    const port = section === null ? undefined : service.ports.find(({ name }) => name === section);
    if (port === undefined || portLevel.has(port.number)) continue;
    portLevel.set(port.number, { ...NOTHING, tlsMode: 'SIMPLE', index });
  }
  const { policy } = whole ?? sorted[0] ?? targeted[0] ?? { policy: service };
  return {
    ...policy,
    namespace: service.namespace,
    // What istiod makes has no age, and so comes before every rule that is written.
    createdMs: 0,
    host: service.host,
    exportTo: [],
    workloadSelector: null,
    policy: { ...NOTHING, tlsMode: whole === undefined ? null : 'SIMPLE', portLevel },
    hasPolicy: true,
    subsets: [],
  };
}
