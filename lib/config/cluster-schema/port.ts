/** The port through which the schemas of a cluster's own kinds are read. */
import type { StructuralSchema } from './structural-schema';

export interface KindVersion {
  /** Never the core group: its kinds have no definition of their own. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export interface ServedSchema {
  readonly schema: StructuralSchema;
  /** Changes when the schema may have changed. */
  readonly tag: string;
}

export interface SchemaPort {
  /**
   * The schema by which the cluster judges objects of this kind and version now; null where it has no such kind.
   * Throws `Fault` as the source does.
   */
  schemaOf(of: KindVersion, signal?: AbortSignal): Promise<ServedSchema | null>;
}
