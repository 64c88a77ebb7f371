'use client';
/** Loads the document anew where a link leads to another cluster; until then nothing of the page is shown or asked. */
import { useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { CLUSTER_PARAM, documentCluster } from './document-cluster';
import { useSettings } from './settings';

export function ClusterGuard({ children }: { children: ReactNode }) {
  const { clusters } = useSettings();
  return clusters.length < 2 ? children : <SeveralClusters>{children}</SeveralClusters>;
}

function SeveralClusters({ children }: { children: ReactNode }) {
  const asked = useSearchParams().get(CLUSTER_PARAM);
  // On the server there is no document yet, and the one that is made will be about what is asked for.
  const isAnother = typeof window !== 'undefined' && asked !== documentCluster;
  useEffect(() => {
    if (isAnother) window.location.reload();
  }, [isAnother]);
  return isAnother ? null : children;
}
