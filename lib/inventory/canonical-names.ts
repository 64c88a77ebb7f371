/**
 * The names under which a workload appears in metrics. Istio computes them from the labels of its pods
 * (istio/istio pkg/kube/labels/labels.go), so configuration and traffic can be brought together.
 */

export type Labels = Readonly<Record<string, string>>;

const APP_LABELS = ['service.istio.io/canonical-name', 'app.kubernetes.io/name', 'app'] as const;
const VERSION_LABELS = [
  'service.istio.io/canonical-revision',
  'app.kubernetes.io/version',
  'version',
] as const;

/** Istio's revision of what has no version label. */
const NO_VERSION = 'latest';

/** The canonical service: the first label that says something, else the workload's own name. */
export function canonicalApp(labels: Labels, workload: string): string {
  return firstOf(labels, APP_LABELS) ?? workload;
}

/** The canonical revision, `latest` where no label names one. */
export function canonicalVersion(labels: Labels): string {
  return firstOf(labels, VERSION_LABELS) ?? NO_VERSION;
}

function firstOf(labels: Labels, names: readonly string[]): string | null {
  for (const name of names) {
    const value = labels[name];
    if (value !== undefined && value !== '') return value;
  }
  return null;
}
