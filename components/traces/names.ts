/** Shorter forms of long names for narrow places; the whole name stands in the tooltip. Pure. */

/** Without the namespace: Istio names services `<app>.<namespace>`. */
export function shortService(service: string): string {
  const parts = service.split('.');
  return parts.length === 2 ? (parts[0] ?? service) : service;
}

/** Short names of services, but whole ones where two would be the same. */
export function shortServices(services: readonly string[]): ReadonlyMap<string, string> {
  const uses = new Map<string, number>();
  for (const service of new Set(services)) {
    const short = shortService(service);
    uses.set(short, (uses.get(short) ?? 0) + 1);
  }
  return new Map(
    services.map((service) => {
      const short = shortService(service);
      return [service, (uses.get(short) ?? 0) > 1 ? service : short];
    }),
  );
}

/** Envoy names an operation by the host it calls; every host of a mesh ends alike. */
export function shortOperation(name: string): string {
  return name.replace('.svc.cluster.local', '');
}
