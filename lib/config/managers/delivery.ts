/**
 * The tool that brings an object into the cluster from somewhere else, by the marks that it leaves on it. What is changed
 * in the cluster alone, such a tool writes over sooner or later.
 */
import { fieldsAt, textAt, textMapAt } from '@/lib/config/simulation/read/fields';

export type DeliveryTool = 'Argo CD' | 'Flux' | 'Helm';

export interface Delivery {
  readonly tool: DeliveryTool;
  /** The application, Kustomization or release, with its namespace where that is told; '' where nothing is. */
  readonly name: string;
  /** What happens to a change that is made in the cluster, and where to make it instead. Two sentences. */
  readonly warning: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
const MANAGED_BY = 'app.kubernetes.io/managed-by';
const INSTANCE = 'app.kubernetes.io/instance';
/** https://helm.sh/docs/topics/charts_hooks and helm/helm:pkg/action/validate.go */
const HELM_RELEASE = 'meta.helm.sh/release-name';
const HELM_NAMESPACE = 'meta.helm.sh/release-namespace';
/** https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/ */
const ARGO_TRACKING = 'argocd.argoproj.io/tracking-id';
const ARGO_INSTANCE = 'argocd.argoproj.io/instance';
/** https://fluxcd.io/flux/components/kustomize/kustomizations/ and /flux/components/helm/helmreleases/ */
const FLUX_KUSTOMIZE = 'kustomize.toolkit.fluxcd.io';
const FLUX_HELM = 'helm.toolkit.fluxcd.io';

/** `managers` are the names of those who wrote fields of it. null = nobody is known to. */
export function deliveryOf(value: Fields, managers: readonly string[]): Delivery | null {
  const metadata = fieldsAt(value, 'metadata');
  const labels = textMapAt(metadata, 'labels');
  const annotations = textMapAt(metadata, 'annotations');
  return (
    argo(labels, annotations, managers) ??
    flux(labels, annotations, managers) ??
    helm(labels, annotations, managers)
  );
}

/** The names of the managers that an object of a list has. */
export function managerNames(value: Fields): readonly string[] {
  const managed = fieldsAt(value, 'metadata').managedFields;
  return (Array.isArray(managed) ? (managed as Fields[]) : []).flatMap(
    (entry) => textAt(entry, 'manager') ?? [],
  );
}

type Texts = Readonly<Record<string, string>>;

function argo(labels: Texts, annotations: Texts, managers: readonly string[]): Delivery | null {
  const isManager = managers.some((name) => name.startsWith('argocd'));
  const name =
    annotations[ARGO_TRACKING]?.split(':')[0] ??
    labels[ARGO_INSTANCE] ??
    // Others use this label too, so it speaks only where Argo CD has written the object.
    (isManager ? (labels[INSTANCE] ?? '') : undefined);
  if (name === undefined) return null;
  return {
    tool: 'Argo CD',
    name,
    warning: `${named('Argo CD', 'application', name)} keeps this object as it is in Git, and puts it back at its next sync, or at once where it heals by itself. Commit the change there.`,
  };
}

function flux(labels: Texts, annotations: Texts, managers: readonly string[]): Delivery | null {
  for (const [group, kind, manager] of [
    [FLUX_KUSTOMIZE, 'Kustomization', 'kustomize-controller'],
    [FLUX_HELM, 'HelmRelease', 'helm-controller'],
  ] as const) {
    const own = labels[`${group}/name`];
    if (own === undefined && !managers.includes(manager)) continue;
    const name = [labels[`${group}/namespace`], own].filter(Boolean).join('/');
    const what = named('Flux', kind, name);
    if (annotations[`${group}/reconcile`] === 'disabled') {
      return {
        tool: 'Flux',
        name,
        warning: `${what} brought this object and is told to leave it alone. Commit the change there too, or it is lost when Flux takes it up again.`,
      };
    }
    return {
      tool: 'Flux',
      name,
      warning: `${what} keeps this object as it is at its source, and puts it back at its next reconciliation, mostly within minutes. Commit the change there.`,
    };
  }
  return null;
}

function helm(labels: Texts, annotations: Texts, managers: readonly string[]): Delivery | null {
  const release = annotations[HELM_RELEASE];
  if (release === undefined && labels[MANAGED_BY] !== 'Helm' && !managers.includes('helm')) return null;
  const name = [annotations[HELM_NAMESPACE], release].filter(Boolean).join('/');
  return {
    tool: 'Helm',
    name,
    warning: `${named('Helm', 'release', name)} brought this object: its next upgrade or rollback writes over what the chart sets. Change the chart or its values too.`,
  };
}

function named(tool: string, what: string, name: string): string {
  return name === '' ? tool : `${tool} (${what} ${name})`;
}
