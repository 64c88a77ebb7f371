'use client';
/** How the versions that a form names do now, by their subsets. */
import { VersionsTable } from '@/components/config/live/versions-table';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { subsetWorkloads } from './subset-workloads';

export interface VersionComparisonProps {
  /** As the object writes it. */
  host: string;
  /** Of the object. */
  namespace: string;
  subsets: readonly string[];
  mesh: MeshObjects;
}

export function VersionComparison({ host, namespace, subsets, mesh }: VersionComparisonProps) {
  const service = mesh.service(host, namespace);
  const versions = subsetWorkloads(mesh, host, namespace, subsets).map(({ subset, workloads }) => ({
    name: subset,
    workloads,
  }));
  if (service === null || versions.length === 0) return null;
  return <VersionsTable id={service.id} versions={versions} />;
}
