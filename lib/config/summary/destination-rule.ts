/** What a DestinationRule sets for the callers of a host. */
import {
  type PolicySettings,
  readDestinationRule,
  type Subset,
} from '@/lib/config/simulation/read/destination-rule';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import {
  type Explanation,
  type ExplanationSection,
  listed,
  plural,
  type Statement,
  secondsText,
} from './explanation';

export function explainDestinationRule(object: StoredObject): Explanation {
  const rule = readDestinationRule(object);
  const policy = policyStatements(rule.policy, ['spec', 'trafficPolicy']);
  const ports = [...rule.policy.portLevel].flatMap(([port, settings], index) =>
    policyStatements(settings, ['spec', 'trafficPolicy', 'portLevelSettings', index]).map((statement) => ({
      ...statement,
      text: `On port ${port}: ${statement.text}`,
    })),
  );
  const sections: ExplanationSection[] = [];
  if (policy.length + ports.length > 0)
    sections.push({ title: 'For every caller', statements: [...policy, ...ports] });
  if (rule.subsets.length > 0) {
    sections.push({ title: 'Subsets', statements: rule.subsets.flatMap(subsetStatements) });
  }
  if (rule.workloadSelector !== null) {
    const labels = Object.entries(rule.workloadSelector).map(([name, value]) => `${name}=${value}`);
    sections.push({
      title: 'For whom',
      statements: [
        { text: `Only callers with ${listed(labels)} use it.`, path: ['spec', 'workloadSelector'] },
      ],
    });
  }
  const what = [
    ...(rule.subsets.length > 0 ? [`groups its pods into ${plural(rule.subsets.length, 'subset')}`] : []),
    ...(policy.length + ports.length > 0 ? ['sets how callers treat it'] : []),
  ];
  return {
    headline: `For \`${rule.host}\`: ${what.join(' and ') || 'sets nothing'}.`,
    sections,
    line: `${rule.host}: ${[...lineFacts(rule.policy), ...subsetFacts(rule.subsets)].join(', ') || 'nothing set'}`,
  };
}

function subsetStatements(subset: Subset, index: number): readonly Statement[] {
  const path: ObjectPath = ['spec', 'subsets', index];
  const labels = Object.entries(subset.labels).map(([name, value]) => `${name}=${value}`);
  const members = labels.length === 0 ? 'every pod' : `pods with ${listed(labels)}`;
  return [
    { text: `\`${subset.name}\` is ${members}.`, path },
    ...policyStatements(subset.policy, [...path, 'trafficPolicy']).map((statement) => ({
      ...statement,
      text: `\`${subset.name}\`: ${statement.text}`,
    })),
  ];
}

function policyStatements(settings: PolicySettings, path: ObjectPath): readonly Statement[] {
  const statements: Statement[] = [];
  const say = (text: string, field: string) => statements.push({ text, path: [...path, field] });
  if (settings.loadBalancer !== null) say(balancerText(settings.loadBalancer), 'loadBalancer');
  const pool = settings.connectionPool;
  if (pool !== null) {
    const limits = [
      ...(pool.maxConnections === null ? [] : [plural(pool.maxConnections, 'connection')]),
      ...(pool.http1MaxPendingRequests === null
        ? []
        : [plural(pool.http1MaxPendingRequests, 'waiting request')]),
      ...(pool.http2MaxRequests === null ? [] : [`${plural(pool.http2MaxRequests, 'request')} under way`]),
      ...(pool.maxRetries === null
        ? []
        : [`${pool.maxRetries} ${pool.maxRetries === 1 ? 'retry' : 'retries'} at once`]),
    ];
    if (limits.length > 0) {
      say(
        `Each caller’s proxy allows at most ${limits.join(', ')}; the rest is refused at once (UO).`,
        'connectionPool',
      );
    }
    if (pool.maxRequestsPerConnection !== null) {
      say(`A connection is used for ${plural(pool.maxRequestsPerConnection, 'request')}.`, 'connectionPool');
    }
    if (pool.connectTimeoutSeconds !== null) {
      say(`Connecting may take ${secondsText(pool.connectTimeoutSeconds)}.`, 'connectionPool');
    }
  }
  const outlier = settings.outlierDetection;
  if (outlier !== null) {
    const gateway =
      outlier.consecutiveGatewayErrors > 0 ? ` or ${outlier.consecutiveGatewayErrors} gateway errors` : '';
    const errors =
      outlier.consecutive5xxErrors > 0 ? `${outlier.consecutive5xxErrors} 5xx` : 'no count of 5xx';
    say(
      `A pod that answers ${errors}${gateway} in a row is left out for ${secondsText(outlier.baseEjectionSeconds)} and longer; at most ${outlier.maxEjectionPercent} % of the pods at once.`,
      'outlierDetection',
    );
  }
  if (settings.tlsMode !== null) say(tlsText(settings.tlsMode), 'tls');
  return statements;
}

const BALANCERS: Readonly<Record<string, string>> = {
  LEAST_REQUEST: 'Requests go to the less busy of two pods.',
  ROUND_ROBIN: 'Requests go to the pods in turn.',
  RANDOM: 'Requests go to a random pod.',
  PASSTHROUGH: 'Requests go to the address that the caller asked for.',
  CONSISTENT_HASH: 'The same caller key goes to the same pod.',
};

function balancerText(balancer: string): string {
  return BALANCERS[balancer] ?? `Requests are spread by \`${balancer}\`.`;
}

const TLS_MODES: Readonly<Record<string, string>> = {
  DISABLE: 'Callers send plain text, also where mTLS would be possible.',
  SIMPLE: 'Callers open TLS to the destination.',
  MUTUAL: 'Callers open TLS with a certificate of their own.',
  ISTIO_MUTUAL: 'Callers use mTLS with the mesh’s certificates.',
};

function tlsText(mode: string): string {
  return TLS_MODES[mode] ?? `Callers use TLS mode \`${mode}\`.`;
}

function lineFacts(policy: PolicySettings): readonly string[] {
  return [
    ...(policy.loadBalancer === null ? [] : [policy.loadBalancer]),
    ...(policy.connectionPool === null ? [] : ['connection limits']),
    ...(policy.outlierDetection === null ? [] : ['outlier detection']),
    ...(policy.tlsMode === null ? [] : [`TLS ${policy.tlsMode}`]),
  ];
}

function subsetFacts(subsets: readonly Subset[]): readonly string[] {
  return subsets.length === 0 ? [] : [`subsets ${subsets.map((subset) => subset.name).join(', ')}`];
}
