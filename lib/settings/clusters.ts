/** Several clusters in the settings file: the one of PERIPLUS_KUBERNETES by its name, and others by their kubeconfigs. */
import { z } from 'zod';

/** As Istio names clusters (`CLUSTER_ID` of istiod); metrics carry the same name. */
const clusterName = z
  .string()
  .regex(
    /^[A-Za-z0-9]([-A-Za-z0-9._]{0,61}[A-Za-z0-9])?$/,
    'this is no name of a cluster: letters, digits, and -, . or _ between them, at most 63',
  );

const cluster = z
  .strictObject({
    name: clusterName,
    /** Path of a file. Left out of one entry: that is the cluster of PERIPLUS_KUBERNETES. */
    kubeconfig: z.string().min(1).optional(),
    /** Of that file; its current one where it is left out. */
    context: z.string().min(1).optional(),
    /** To be read where its account may not list namespaces. */
    namespaces: z.array(z.string().min(1)).optional(),
    /** Whether tokens of users, who sign in at the first cluster, may be sent to this one. */
    acceptsTokens: z.boolean().optional(),
  })
  .refine(({ kubeconfig, context }) => context === undefined || kubeconfig !== undefined, {
    path: ['context'],
    message: 'this has no use without kubeconfig',
  })
  .refine(({ kubeconfig, acceptsTokens }) => kubeconfig !== undefined || acceptsTokens !== false, {
    path: ['acceptsTokens'],
    message: 'users sign in at this cluster, so it takes their tokens',
  });

export type ClusterEntry = z.infer<typeof cluster>;

export const clustersSchema = z
  .array(cluster)
  .max(50)
  .superRefine((clusters, context) => {
    if (clusters.length === 1)
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'one cluster needs no list: PERIPLUS_KUBERNETES names it',
      });
    for (const [at, { name, kubeconfig }] of clusters.entries()) {
      if (clusters.findIndex((other) => other.name === name) < at)
        context.addIssue({ code: 'custom', path: [at, 'name'], message: `"${name}" is there already` });
      const isSecond =
        kubeconfig === undefined && clusters.findIndex((other) => other.kubeconfig === undefined) < at;
      if (isSecond)
        context.addIssue({
          code: 'custom',
          path: [at, 'kubeconfig'],
          message: 'this is missing: only the cluster of PERIPLUS_KUBERNETES goes without',
        });
    }
    if (!clusters.some(({ kubeconfig }) => kubeconfig === undefined))
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'one entry has to be the cluster of PERIPLUS_KUBERNETES: its name alone, without kubeconfig',
      });
  });
