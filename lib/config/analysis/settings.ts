/** What MeshConfig decides, as far as the checks ask for it; the defaults are Istio's. */
import { DEFAULT_MESH_SETTINGS, type MeshSettings } from '@/lib/config/simulation/mesh-view';

export interface AnalysisSettings extends MeshSettings {
  /** Names under `defaultProviders`, by use; null = not known. */
  readonly defaultProviders: Readonly<
    Record<'tracing' | 'metrics' | 'accessLogging', readonly string[]>
  > | null;
  readonly ingressSelector: Readonly<Record<string, string>>;
  /** Injection without a label (`sidecarInjectorWebhook.enableNamespacesByDefault`). */
  readonly injectsByDefault: boolean;
  /** The image that the injector gives to new proxies; null = not known. */
  readonly proxyImage: string | null;
}

export const DEFAULT_ANALYSIS_SETTINGS: AnalysisSettings = {
  ...DEFAULT_MESH_SETTINGS,
  defaultProviders: null,
  ingressSelector: { istio: 'ingressgateway' },
  injectsByDefault: false,
  proxyImage: null,
};
