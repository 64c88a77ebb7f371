/** From the fields of a MeshConfig, and of an installation's values, to typed settings. */
import { type Fields, optionalFieldsAt } from '@/lib/config/simulation/read/fields';
import { readLocalityPolicy } from '@/lib/config/simulation/read/locality';
import { FieldReader } from './field-reader';
import {
  BUILT_IN_PROVIDERS,
  DEFAULT_MESH_CONFIG,
  type LabelSelector,
  type MeshConfig,
  type MeshConfigProblem,
} from './mesh-config';

export interface ReadSettings {
  readonly config: MeshConfig;
  readonly problems: readonly MeshConfigProblem[];
}

/** What a MeshConfig sets, over Istio's defaults. */
export function readMeshConfig(fields: Fields): ReadSettings {
  const reader = new FieldReader(fields);
  const fallback = DEFAULT_MESH_CONFIG;
  const config: MeshConfig = {
    ...fallback,
    rootNamespace: reader.text('rootNamespace') ?? fallback.rootNamespace,
    trustDomain: reader.text('trustDomain') ?? fallback.trustDomain,
    trustDomainAliases: reader.texts('trustDomainAliases') ?? [],
    outboundPolicy:
      reader.at('outboundTrafficPolicy').choice('mode', ['REGISTRY_ONLY', 'ALLOW_ANY']) ??
      fallback.outboundPolicy,
    defaultServiceExportTo: exportTo(reader, 'defaultServiceExportTo'),
    defaultVirtualServiceExportTo: exportTo(reader, 'defaultVirtualServiceExportTo'),
    defaultDestinationRuleExportTo: exportTo(reader, 'defaultDestinationRuleExportTo'),
    enableAutoMtls: reader.flag('enableAutoMtls') ?? fallback.enableAutoMtls,
    ...retries(reader),
    ...providers(reader),
    ...ingress(reader),
    discoverySelectors: reader.list('discoverySelectors').map(selector),
    minMutualTlsVersion: reader.at('meshMTLS').text('minProtocolVersion'),
    minTlsVersion: reader.at('tlsDefaults').text('minProtocolVersion'),
    locality: locality(reader.at('localityLbSetting'), fields),
    accessLogFile: reader.text('accessLogFile') ?? fallback.accessLogFile,
    accessLogEncoding: reader.choice('accessLogEncoding', ['TEXT', 'JSON']) ?? fallback.accessLogEncoding,
    pathNormalization: normalization(reader),
    connectTimeoutSeconds: reader.seconds('connectTimeout') ?? fallback.connectTimeoutSeconds,
    upgradesToHttp2: reader.choice('h2UpgradePolicy', ['DO_NOT_UPGRADE', 'UPGRADE']) === 'UPGRADE',
    holdsApplicationUntilProxyStarts:
      reader.at('defaultConfig').flag('holdApplicationUntilProxyStarts') ?? false,
    allocatesAddresses: allocatesAddresses(reader),
  };
  return { config, problems: reader.problems };
}

function allocatesAddresses(reader: FieldReader): boolean {
  const metadata = reader.at('defaultConfig').textMap('proxyMetadata');
  const isOn = (name: string) => metadata[name] === 'true';
  const gives = isOn('ISTIO_META_DNS_AUTO_ALLOCATE') || isOn('PILOT_ENABLE_IP_AUTOALLOCATE');
  return isOn('ISTIO_META_DNS_CAPTURE') && gives;
}

function exportTo(
  reader: FieldReader,
  key: 'defaultServiceExportTo' | 'defaultVirtualServiceExportTo' | 'defaultDestinationRuleExportTo',
): readonly string[] {
  const set = reader.texts(key);
  // An empty list is the same as none to Istio.
  return set === null || set.length === 0 ? DEFAULT_MESH_CONFIG[key] : set;
}

/** The policy is replaced as a whole: fields that it leaves out do not fall back to Istio's own policy. */
function retries(reader: FieldReader) {
  if (!reader.has('defaultHttpRetryPolicy')) return {};
  const policy = reader.at('defaultHttpRetryPolicy');
  const retryOn = policy.text('retryOn');
  return {
    defaultRetryAttempts: policy.count('attempts') ?? DEFAULT_MESH_CONFIG.defaultRetryAttempts,
    defaultRetryOn:
      retryOn === null
        ? null
        : retryOn
            .split(',')
            .map((part) => part.trim())
            .filter((part) => part !== ''),
    defaultPerTryTimeoutSeconds: policy.seconds('perTryTimeout'),
  };
}

function providers(reader: FieldReader) {
  const named = reader.list('extensionProviders').map((provider) => provider.text('name') ?? '');
  const defaults = reader.at('defaultProviders');
  return {
    extensionProviders: [...new Set([...BUILT_IN_PROVIDERS, ...named.filter((name) => name !== '')])],
    defaultProviders: {
      tracing: defaults.texts('tracing') ?? [],
      metrics: defaults.texts('metrics') ?? [],
      accessLogging: defaults.texts('accessLogging') ?? [],
    },
  };
}

function ingress(reader: FieldReader) {
  const fallback = DEFAULT_MESH_CONFIG;
  const pods = reader.text('ingressSelector');
  const mode = reader.choice('ingressControllerMode', ['UNSPECIFIED', 'OFF', 'DEFAULT', 'STRICT']);
  return {
    ingressClass: reader.text('ingressClass') ?? fallback.ingressClass,
    ingressControllerMode: mode === null || mode === 'UNSPECIFIED' ? fallback.ingressControllerMode : mode,
    ingressService: reader.text('ingressService') ?? fallback.ingressService,
    ingressSelector: pods === null ? fallback.ingressSelector : { istio: pods },
  };
}

function selector(reader: FieldReader): LabelSelector {
  return {
    matchLabels: reader.textMap('matchLabels'),
    matchExpressions: reader.list('matchExpressions').map((expression) => ({
      key: expression.text('key') ?? '',
      operator: expression.text('operator') ?? '',
      values: expression.texts('values') ?? [],
    })),
  };
}

/** The reader notes what is of the wrong type, the simulation's own reading takes the rest. */
function locality(reader: FieldReader, fields: Fields): MeshConfig['locality'] {
  reader.flag('enabled');
  reader.list('distribute');
  reader.list('failover');
  reader.texts('failoverPriority');
  return readLocalityPolicy(optionalFieldsAt(fields, 'localityLbSetting')) ?? DEFAULT_MESH_CONFIG.locality;
}

function normalization(reader: FieldReader): string {
  const set = reader.at('pathNormalization').text('normalization');
  return set === null || set === 'DEFAULT' ? DEFAULT_MESH_CONFIG.pathNormalization : set;
}

/** What the values of an installation (Helm, IstioOperator) set beside the MeshConfig. */
export function readInstallationValues(values: Fields): {
  readonly settings: Partial<MeshConfig>;
  readonly problems: readonly MeshConfigProblem[];
} {
  const reader = new FieldReader(values);
  const global = reader.at('global');
  const proxy = global.at('proxy');
  const clusterDomain = proxy.text('clusterDomain');
  const injects = reader.at('sidecarInjectorWebhook').flag('enableNamespacesByDefault');
  const image = proxyImage(global);
  return {
    settings: {
      ...(clusterDomain === null ? {} : { clusterDomain }),
      ...(injects === null ? {} : { injectsByDefault: injects }),
      ...(image === null ? {} : { proxyImage: image }),
    },
    problems: reader.problems,
  };
}

/** As the injector puts it together: a name with a slash is whole already. */
function proxyImage(global: FieldReader): string | null {
  const name = global.at('proxy').text('image') ?? 'proxyv2';
  if (name.includes('/')) return name;
  const hub = global.text('hub');
  const tag = global.text('tag');
  const variant = global.text('variant');
  if (hub === null || tag === null) return null;
  return `${hub}/${name}:${tag}${variant === null || variant === '' ? '' : `-${variant}`}`;
}
