/**
 * What holds for the whole mesh: Istio's MeshConfig with the few values of its installation that rule traffic and
 * injection too. https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
import { DEFAULT_MESH_SETTINGS, type MeshSettings } from '@/lib/config/simulation/mesh-view';
import type { ObjectId } from '@/lib/config/store';

export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
}

export interface MeshConfig extends MeshSettings {
  /** Namespaces that the control plane looks at; empty = all. Any one of the selectors suffices. */
  readonly discoverySelectors: readonly LabelSelector[];
  /** Names under `defaultProviders`, by use; null = not known. */
  readonly defaultProviders: Readonly<
    Record<'tracing' | 'metrics' | 'accessLogging', readonly string[]>
  > | null;
  /** `meshMTLS.minProtocolVersion`; null = chosen by Istio (TLS 1.2). */
  readonly minMutualTlsVersion: string | null;
  /** `tlsDefaults.minProtocolVersion`; null = chosen by Istio. */
  readonly minTlsVersion: string | null;
  readonly ingressClass: string;
  /** Which Ingress objects are served: all, only those of the class or without one, or none. */
  readonly ingressControllerMode: 'OFF' | 'DEFAULT' | 'STRICT';
  readonly ingressService: string;
  /** Labels of the pods that serve Ingress objects. */
  readonly ingressSelector: Readonly<Record<string, string>>;
  /** '' = no access log. */
  readonly accessLogFile: string;
  readonly accessLogEncoding: 'TEXT' | 'JSON';
  readonly connectTimeoutSeconds: number;
  readonly upgradesToHttp2: boolean;
  readonly holdsApplicationUntilProxyStarts: boolean;
  /** ServiceEntries without addresses are given some, and proxies answer for their names. */
  readonly allocatesAddresses: boolean;
  /** Injection without a label (`sidecarInjectorWebhook.enableNamespacesByDefault`). */
  readonly injectsByDefault: boolean;
  /** The image that the injector gives to new proxies; null = not known. */
  readonly proxyImage: string | null;
}

/** Where settings were read. */
export interface MeshConfigSource {
  /** As in a sentence: "ConfigMap istio in istio-system, key mesh". */
  readonly title: string;
  /** The object, where it is one of the store; null for a file given by itself. */
  readonly id: ObjectId | null;
  /** File or cluster that holds it. */
  readonly origin: string;
}

/** A value that could not be used; the default holds in its place. */
export interface MeshConfigProblem {
  /** As in `defaultHttpRetryPolicy.attempts`. */
  readonly field: string;
  readonly message: string;
}

export interface MeshConfigReading {
  readonly config: MeshConfig;
  /** Empty where nothing was found. */
  readonly sources: readonly MeshConfigSource[];
  /** What was taken to hold because nothing says otherwise, in words; answers that depend on it name it. */
  readonly assumed: readonly string[];
  readonly problems: readonly MeshConfigProblem[];
}

export const DEFAULT_MESH_CONFIG: MeshConfig = {
  ...DEFAULT_MESH_SETTINGS,
  discoverySelectors: [],
  defaultProviders: null,
  minMutualTlsVersion: null,
  minTlsVersion: null,
  ingressClass: 'istio',
  ingressControllerMode: 'STRICT',
  ingressService: 'istio-ingressgateway',
  ingressSelector: { istio: 'ingressgateway' },
  accessLogFile: '',
  accessLogEncoding: 'TEXT',
  connectTimeoutSeconds: 10,
  upgradesToHttp2: false,
  holdsApplicationUntilProxyStarts: false,
  allocatesAddresses: false,
  injectsByDefault: false,
  proxyImage: null,
};

/** Providers that every Istio knows without being told. */
export const BUILT_IN_PROVIDERS: readonly string[] = ['prometheus', 'stackdriver', 'envoy'];

/** What Istio does where no MeshConfig was found. */
export const ASSUMED_WITHOUT_MESH_CONFIG: readonly string[] = [
  'the root namespace is istio-system',
  'hosts outside the registry may be called (outboundTrafficPolicy ALLOW_ANY)',
  'services, VirtualServices and DestinationRules without exportTo are seen by every namespace',
  'proxies use mutual TLS with each other by themselves (enableAutoMtls)',
  'the trust domain is cluster.local, without aliases',
  'failed requests are tried twice more where no rule says otherwise (defaultHttpRetryPolicy)',
  'every namespace belongs to the mesh (no discoverySelectors)',
  'every extension provider that is named exists',
  'near endpoints are preferred where outlier detection is on (localityLbSetting)',
];

/** What is taken to hold of the installation where its values were not found. */
export const ASSUMED_WITHOUT_VALUES: readonly string[] = [
  'the cluster domain is cluster.local',
  'proxies are injected only where a label asks for them',
];

export const NO_MESH_CONFIG: MeshConfigReading = {
  config: DEFAULT_MESH_CONFIG,
  sources: [],
  assumed: [...ASSUMED_WITHOUT_MESH_CONFIG, ...ASSUMED_WITHOUT_VALUES],
  problems: [],
};
