'use client';
/** Which cluster's configuration is looked at, where there are several. */
import { usePathname } from 'next/navigation';
import { Select } from '@/components/ui/select';
import { CLUSTER_PARAM, documentCluster } from './document-cluster';
import { useSettings } from './settings';

/** Pages that can show all clusters side by side. */
const LISTS: ReadonlySet<string> = new Set(['/config', '/config/checks']);

const ALL = '*';

export function ClusterPicker() {
  const { clusters } = useSettings();
  const pathname = usePathname();
  const isList = LISTS.has(pathname);
  const options = [
    ...(isList ? [{ value: ALL, label: 'All clusters' }] : []),
    ...clusters.map((name) => ({ value: name, label: name })),
  ];
  return (
    <Select
      label="Cluster"
      showLabel
      value={documentCluster ?? (isList ? ALL : (clusters[0] ?? ALL))}
      onValueChange={(name) => open(name === ALL ? null : name)}
      options={options}
      className="max-w-56"
    />
  );
}

/** The same address about another cluster, as a document of its own. */
function open(name: string | null): void {
  const address = new URL(window.location.href);
  if (name === null) address.searchParams.delete(CLUSTER_PARAM);
  else address.searchParams.set(CLUSTER_PARAM, name);
  window.location.assign(address);
}
