/** From a service or workload to its dashboard, with the variables filled in. Pure. */

export interface SubjectDashboard {
  readonly uid: string;
  /** Variables of it and their values. */
  readonly values: Readonly<Record<string, string>>;
}

export function subjectDashboard(
  kind: 'services' | 'workloads',
  namespace: string,
  name: string,
): SubjectDashboard {
  return kind === 'services'
    ? { uid: 'service', values: { namespace, service: name } }
    : { uid: 'workload', values: { namespace, workload: name } };
}

/** Whether there is a dashboard of the kind. */
export function hasDashboard(kind: string): kind is 'services' | 'workloads' {
  return kind === 'services' || kind === 'workloads';
}

/** Null where there is no dashboard of the kind. */
export function subjectDashboardHref(
  kind: string,
  { namespace, name }: { readonly namespace: string | null; readonly name: string },
): string | null {
  if (namespace === null || !hasDashboard(kind)) return null;
  const { uid, values } = subjectDashboard(kind, namespace, name);
  const filled = Object.entries(values).map(([variable, value]) => [`var-${variable}`, value]);
  return `/dashboards/${uid}?${new URLSearchParams(filled)}`;
}
