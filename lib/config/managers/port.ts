/** The port through which it is learnt who manages which fields of an object. */
import type { ObjectId } from '@/lib/config/store';

/** https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
export interface ManagedFields {
  readonly manager: string;
  /** `Apply` = server-side apply; `Update` = any other write. */
  readonly operation: string;
  /** RFC 3339; '' where it is not told. */
  readonly time: string;
  /** Set for writes of a part, such as `status`. */
  readonly subresource: string | null;
  /** The set of fields in Kubernetes' own notation (`fieldsV1`). */
  readonly fields: unknown;
}

export interface ManagedObject {
  /** As stored, with labels and annotations. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly managers: readonly ManagedFields[];
}

export interface ManagersPort {
  /** The object as it is stored now; null where there is none. Throws `Fault` as the source does. */
  managersOf(id: ObjectId, signal?: AbortSignal): Promise<ManagedObject | null>;
}
