/** From a service or workload to its dashboard, with the variables filled in. Pure. */

/** Null where there is no dashboard of the kind. */
export function subjectDashboardHref(
  kind: string,
  { namespace, name }: { readonly namespace: string | null; readonly name: string },
): string | null {
  if (namespace === null || (kind !== 'services' && kind !== 'workloads')) return null;
  const [uid, variable] =
    kind === 'services' ? (['service', 'service'] as const) : (['workload', 'workload'] as const);
  return `/dashboards/${uid}?${new URLSearchParams({ 'var-namespace': namespace, [`var-${variable}`]: name })}`;
}
