/** Reads which cluster is meant, and refuses what does not go together. */
import 'server-only';
import { existsSync } from 'node:fs';
import { kubernetesSettings as settings } from './kubernetes-settings';
import type { EnvironmentSource, SettingReader } from './setting-reader';

export interface KubernetesSettings {
  readonly cluster:
    | { readonly kind: 'in-cluster' }
    /** `context` null = the file's current one. */
    | { readonly kind: 'kubeconfig'; readonly path: string; readonly context: string | null };
  /** To be read where the account may not list namespaces. */
  readonly namespaces: readonly string[];
  /** Where dashboards are saved; null = in the account's own. */
  readonly dashboardsNamespace: string | null;
}

/** Where Kubernetes mounts the account of a pod. */
const ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** null = no cluster. Mistakes are left with the reader. `hasFolder`: configuration comes from a folder of YAML. */
export function readKubernetes(
  reader: SettingReader,
  { source, hasFolder }: { readonly source: EnvironmentSource; readonly hasFolder: boolean },
): KubernetesSettings | null {
  const asked = reader.value(settings.kubernetes);
  const path = reader.fileText(settings.kubeconfig) === null ? null : reader.value(settings.kubeconfig);
  const context = reader.value(settings.kubeContext);
  const namespaces = reader.value(settings.kubernetesNamespaces) ?? [];
  const dashboardsNamespace = reader.value(settings.dashboardsNamespace);
  const isKubeconfigGiven = reader.given(settings.kubeconfig);
  const mode =
    asked ?? (isKubeconfigGiven ? 'kubeconfig' : isPod(source) && !hasFolder ? 'in-cluster' : 'off');
  if (mode !== 'off' && hasFolder) {
    reader.mistake(
      asked === null ? settings.kubeconfig : settings.kubernetes,
      'is given beside PERIPLUS_CONFIG_FOLDER; configuration comes from one of them',
    );
  }
  if (mode !== 'kubeconfig') {
    for (const setting of [settings.kubeconfig, settings.kubeContext]) {
      if (reader.given(setting)) reader.mistake(setting, `has no use: no kubeconfig is read (${mode})`);
    }
  } else if (!isKubeconfigGiven) {
    reader.mistake(settings.kubeconfig, 'is not set, and PERIPLUS_KUBERNETES=kubeconfig needs it');
  }
  if (mode === 'in-cluster') {
    if (isPod(source)) return { cluster: { kind: mode }, namespaces, dashboardsNamespace };
    reader.mistake(settings.kubernetes, 'is in-cluster, and there is no service account of a pod here');
  }
  if (mode !== 'kubeconfig' || path === null) return null;
  return { cluster: { kind: mode, path, context }, namespaces, dashboardsNamespace };
}

function isPod(source: EnvironmentSource): boolean {
  return (source.KUBERNETES_SERVICE_HOST ?? '') !== '' && existsSync(ACCOUNT_TOKEN);
}
