/** `GET /api/mesh`: what the mesh is made of by its configuration, the clusters that traffic names, and where the sources are. */
import { environment } from '@/lib/environment';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { meshPageSchema } from '@/lib/insight/mesh-page/contract';
import { loadMeshConfiguration } from '@/lib/insight/mesh-page/load';
import { loadClusters } from '@/lib/insight/mesh-page/load-clusters';
import { sourceAddresses } from '@/lib/sources/addresses';

export const GET = handler({
  summary: 'What the mesh is made of by its configuration: control planes, settings, proxies, add-ons.',
  role: 'viewer',
  query: windowQuery.omit({ namespaces: true }),
  answer: meshPageSchema,
  load: async ({ query, sources, signal, windowLimits }) => {
    const window = resolveWindow(query, await windowLimits());
    const [{ namespaces }, configuration, clusters] = await Promise.all([
      sources.scope(signal),
      loadMeshConfiguration(sources.config, signal),
      loadClusters(sources.queries, window, signal),
    ]);
    const cluster = sources.clusterAbout;
    const addresses = [
      ...sourceAddresses(environment()),
      ...(cluster === null ? [] : [{ source: 'Kubernetes', address: cluster.address }]),
    ];
    const named =
      sources.clusters.length === 0 ? clusters : [...new Set([...sources.clusters, ...(clusters ?? [])])];
    return {
      addresses: namespaces === null ? addresses : null,
      clusters: named,
      connected: [...sources.clusters],
      configuration,
    };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
