/**
 * DestinationRule as the simulation uses it.
 * https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
import type { ConnectionPoolLimits, LocalityPolicy, OutlierLimits } from '@/lib/config/simulation/outcome';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import {
  durationAt,
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  optionalFieldsAt,
  textAt,
  textMapAt,
} from './fields';
import { readLocalityPolicy } from './locality';
import { type ObjectMetadata, readExportTo, readMetadata } from './metadata';

/** Each null = not written here, so an outer level may say it. */
export interface PolicySettings {
  readonly loadBalancer: string | null;
  readonly connectionPool: ConnectionPoolLimits | null;
  readonly outlierDetection: OutlierLimits | null;
  readonly tlsMode: string | null;
  /** Of `loadBalancer`, with it. */
  readonly hashedBy: string | null;
  readonly locality: LocalityPolicy | null;
}

export interface PortSettings extends PolicySettings {
  /** Place in `portLevelSettings`. */
  readonly index: number;
}

export interface TrafficPolicy extends PolicySettings {
  readonly portLevel: ReadonlyMap<number, PortSettings>;
}

export interface Subset {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly policy: TrafficPolicy;
  /** The rule that defines it, and its place in `spec.subsets`: rules for one host are merged. */
  readonly object: ObjectId;
  readonly index: number;
}

export interface DestinationRule extends ObjectMetadata {
  readonly host: string;
  readonly exportTo: readonly string[];
  /** Labels of the client pods it is for; null = every client. */
  readonly workloadSelector: Readonly<Record<string, string>> | null;
  readonly policy: TrafficPolicy;
  /** False: no `trafficPolicy` is written, so that a later rule for the same host may give one. */
  readonly hasPolicy: boolean;
  readonly subsets: readonly Subset[];
}

export function readDestinationRule(object: StoredObject): DestinationRule {
  const spec = fieldsAt(object.value, 'spec');
  const selector = optionalFieldsAt(spec, 'workloadSelector');
  return {
    ...readMetadata(object),
    host: textAt(spec, 'host') ?? '',
    exportTo: readExportTo(spec),
    workloadSelector: selector === null ? null : textMapAt(selector, 'matchLabels'),
    policy: readTrafficPolicy(fieldsAt(spec, 'trafficPolicy')),
    hasPolicy: optionalFieldsAt(spec, 'trafficPolicy') !== null,
    subsets: fieldsListAt(spec, 'subsets').map((subset, index) => ({
      object: object.id,
      index,
      name: textAt(subset, 'name') ?? '',
      labels: textMapAt(subset, 'labels'),
      policy: readTrafficPolicy(fieldsAt(subset, 'trafficPolicy')),
    })),
  };
}

function readTrafficPolicy(fields: Fields): TrafficPolicy {
  const portLevel = new Map<number, PortSettings>();
  for (const [index, entry] of fieldsListAt(fields, 'portLevelSettings').entries()) {
    const port = numberAt(fieldsAt(entry, 'port'), 'number');
    if (port !== null && !portLevel.has(port)) portLevel.set(port, { ...readSettings(entry), index });
  }
  return { ...readSettings(fields), portLevel };
}

function readSettings(fields: Fields): PolicySettings {
  const balancer = optionalFieldsAt(fields, 'loadBalancer');
  const tls = optionalFieldsAt(fields, 'tls');
  return {
    loadBalancer: balancer === null ? null : readLoadBalancer(balancer),
    connectionPool: readConnectionPool(optionalFieldsAt(fields, 'connectionPool')),
    outlierDetection: readOutlierDetection(optionalFieldsAt(fields, 'outlierDetection')),
    tlsMode: tls === null ? null : (textAt(tls, 'mode') ?? 'DISABLE'),
    hashedBy: balancer === null ? null : readHash(optionalFieldsAt(balancer, 'consistentHash')),
    locality: balancer === null ? null : readLocalityPolicy(optionalFieldsAt(balancer, 'localityLbSetting')),
  };
}

function readHash(hash: Fields | null): string | null {
  if (hash === null) return null;
  const header = textAt(hash, 'httpHeaderName');
  if (header !== null) return `header ${header}`;
  const parameter = textAt(hash, 'httpQueryParameterName');
  if (parameter !== null) return `query parameter ${parameter}`;
  const cookie = optionalFieldsAt(hash, 'httpCookie');
  if (cookie !== null) return `cookie ${textAt(cookie, 'name') ?? ''}`;
  return flagAt(hash, 'useSourceIp') ? 'source IP' : null;
}

function readLoadBalancer(fields: Fields): string {
  const simple = textAt(fields, 'simple');
  if (simple !== null && simple !== 'UNSPECIFIED') return simple;
  return optionalFieldsAt(fields, 'consistentHash') === null ? 'LEAST_REQUEST' : 'CONSISTENT_HASH';
}

/** Zero means Envoy's default, as in Istio. */
function limit(fields: Fields, key: string): number | null {
  const value = numberAt(fields, key);
  return value === null || value <= 0 ? null : value;
}

function readConnectionPool(fields: Fields | null): ConnectionPoolLimits | null {
  if (fields === null) return null;
  const tcp = fieldsAt(fields, 'tcp');
  const http = fieldsAt(fields, 'http');
  return {
    maxConnections: limit(tcp, 'maxConnections'),
    connectTimeoutSeconds: durationAt(tcp, 'connectTimeout'),
    http1MaxPendingRequests: limit(http, 'http1MaxPendingRequests'),
    http2MaxRequests: limit(http, 'http2MaxRequests'),
    maxRequestsPerConnection: limit(http, 'maxRequestsPerConnection'),
    maxRetries: limit(http, 'maxRetries'),
  };
}

function readOutlierDetection(fields: Fields | null): OutlierLimits | null {
  if (fields === null) return null;
  return {
    consecutive5xxErrors: numberAt(fields, 'consecutive5xxErrors') ?? 5,
    consecutiveGatewayErrors:
      numberAt(fields, 'consecutiveGatewayErrors') ?? numberAt(fields, 'consecutiveErrors') ?? 0,
    intervalSeconds: durationAt(fields, 'interval') ?? 10,
    baseEjectionSeconds: durationAt(fields, 'baseEjectionTime') ?? 30,
    maxEjectionPercent: numberAt(fields, 'maxEjectionPercent') ?? 10,
    minHealthPercent: numberAt(fields, 'minHealthPercent') ?? 0,
  };
}
