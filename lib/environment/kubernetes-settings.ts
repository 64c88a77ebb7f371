/** Settings of the cluster, in the order of the README's table. */
import { z } from 'zod';
import { setting } from './setting';
import { filePath, nonEmpty } from './values';

export const clusterModes = ['off', 'in-cluster', 'kubeconfig'] as const;
export type ClusterMode = (typeof clusterModes)[number];

/** RFC 1123 label, what Kubernetes takes as the name of a namespace. */
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const namespaceNames = z.string().transform((text, context): readonly string[] => {
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) {
    if (!NAMESPACE.test(name)) context.addIssue(`holds "${name}", which is no name of a namespace`);
  }
  return names;
});

const namespaceName = z.string().regex(NAMESPACE, 'is no name of a namespace');

export const kubernetesSettings = {
  kubernetes: setting(
    'PERIPLUS_KUBERNETES',
    z.enum(clusterModes, 'is none of them') as z.ZodType<ClusterMode, string>,
    {
      describes:
        "The cluster whose objects are read and written, in place of a folder: by the pod's own account, or by a kubeconfig. Where it is not set: by the kubeconfig that is named, in a pod without a folder its own cluster, else none.",
      allowed: clusterModes.join(', '),
    },
  ),
  kubeconfig: setting('PERIPLUS_KUBECONFIG', filePath, {
    describes: 'File with the address of the cluster and the credential to read it with.',
    allowed: 'the path of a readable kubeconfig',
  }),
  kubeContext: setting('PERIPLUS_KUBE_CONTEXT', nonEmpty, {
    describes: "Context of it to use; without it the file's current one.",
    allowed: 'the name of a context',
  }),
  kubernetesNamespaces: setting('PERIPLUS_KUBERNETES_NAMESPACES', namespaceNames, {
    describes: 'Namespaces to read where the account may not list them.',
    allowed: 'names separated by commas, like bookinfo,shop',
  }),
  dashboardsNamespace: setting('PERIPLUS_DASHBOARDS_NAMESPACE', namespaceName, {
    describes:
      "Namespace whose ConfigMaps hold the dashboards that are saved here; without it the console's own, or the one of the kubeconfig's context.",
    allowed: 'the name of a namespace',
  }),
};
