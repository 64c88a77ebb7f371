/**
 * AuthorizationPolicy as the simulation uses it: every source, operation and `when` entry as one kind of condition,
 * named by the attribute it asks for. https://istio.io/latest/docs/reference/config/security/conditions/
 */
import type { StoredObject } from '@/lib/config/store';
import { type Fields, fieldsAt, fieldsListAt, textAt, textsAt } from './fields';
import { type ObjectMetadata, readMetadata } from './metadata';
import { readSelector, readTargetReferences, type TargetReference } from './target-reference';

export type PolicyAction = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';

/** Values are alternatives; any of `notValues` refuses. Empty lists ask nothing. */
export interface PolicyCondition {
  /** Istio's attribute, e.g. `source.principal`, `request.headers[x-token]`; `request.host` etc. for operations. */
  readonly attribute: string;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
  readonly part: 'from' | 'to' | 'when';
  readonly path: readonly (string | number)[];
}

/** One of `from` and one of `to` must hold, and every `when`; within an entry every condition. */
export interface PolicyRule {
  readonly from: readonly (readonly PolicyCondition[])[];
  readonly to: readonly (readonly PolicyCondition[])[];
  readonly when: readonly PolicyCondition[];
}

export interface AuthorizationPolicy extends ObjectMetadata {
  readonly selector: Readonly<Record<string, string>> | null;
  readonly targets: readonly TargetReference[];
  readonly action: PolicyAction;
  /** Of the action CUSTOM. */
  readonly provider: string | null;
  readonly rules: readonly PolicyRule[];
  /** Annotation `istio.io/dry-run`: looked at and logged, never enforced. */
  readonly isDryRun: boolean;
}

const SOURCE: readonly (readonly [string, string, string])[] = [
  ['principals', 'notPrincipals', 'source.principal'],
  ['requestPrincipals', 'notRequestPrincipals', 'request.auth.principal'],
  ['namespaces', 'notNamespaces', 'source.namespace'],
  ['ipBlocks', 'notIpBlocks', 'source.ip'],
  ['remoteIpBlocks', 'notRemoteIpBlocks', 'remote.ip'],
  ['serviceAccounts', 'notServiceAccounts', 'source.serviceAccount'],
  ['trustDomains', 'notTrustDomains', 'source.trustDomain'],
];

const OPERATION: readonly (readonly [string, string, string])[] = [
  ['hosts', 'notHosts', 'request.host'],
  ['ports', 'notPorts', 'destination.port'],
  ['methods', 'notMethods', 'request.method'],
  ['paths', 'notPaths', 'request.path'],
];

/** Values of Go's strconv.ParseBool that mean true. */
const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);

export function readAuthorizationPolicy(object: StoredObject): AuthorizationPolicy {
  const metadata = readMetadata(object);
  const spec = fieldsAt(object.value, 'spec');
  const action = textAt(spec, 'action');
  return {
    ...metadata,
    selector: readSelector(spec),
    targets: readTargetReferences(spec),
    action: action === 'DENY' || action === 'AUDIT' || action === 'CUSTOM' ? action : 'ALLOW',
    provider: textAt(fieldsAt(spec, 'provider'), 'name'),
    rules: fieldsListAt(spec, 'rules').map(readRule),
    isDryRun: TRUE.has(metadata.annotations['istio.io/dry-run'] ?? ''),
  };
}

function readRule(rule: Fields, index: number): PolicyRule {
  const base = ['spec', 'rules', index];
  return {
    from: fieldsListAt(rule, 'from').map((entry, at) =>
      readEntry(fieldsAt(entry, 'source'), SOURCE, 'from', [...base, 'from', at, 'source']),
    ),
    to: fieldsListAt(rule, 'to').map((entry, at) =>
      readEntry(fieldsAt(entry, 'operation'), OPERATION, 'to', [...base, 'to', at, 'operation']),
    ),
    when: fieldsListAt(rule, 'when').map((entry, at) => ({
      attribute: textAt(entry, 'key') ?? '',
      values: textsAt(entry, 'values'),
      notValues: textsAt(entry, 'notValues'),
      part: 'when',
      path: [...base, 'when', at],
    })),
  };
}

function readEntry(
  fields: Fields,
  known: readonly (readonly [string, string, string])[],
  part: 'from' | 'to',
  base: readonly (string | number)[],
): readonly PolicyCondition[] {
  return known
    .map(([name, notName, attribute]) => {
      const values = textsAt(fields, name);
      const written = values.length > 0 ? name : notName;
      return { attribute, values, notValues: textsAt(fields, notName), part, path: [...base, written] };
    })
    .filter((condition) => condition.values.length + condition.notValues.length > 0);
}
