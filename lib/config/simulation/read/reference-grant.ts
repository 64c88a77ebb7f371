/** ReferenceGrant: https://gateway-api.sigs.k8s.io/api-types/referencegrant/ */
import type { StoredObject } from '@/lib/config/store';
import { fieldsAt, fieldsListAt, textAt } from './fields';
import { type ObjectMetadata, readMetadata } from './metadata';

export interface ReferenceGrant extends ObjectMetadata {
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  /** `name` null = every object of the kind in the grant's namespace. */
  readonly to: readonly { readonly group: string; readonly kind: string; readonly name: string | null }[];
}

export function readReferenceGrant(object: StoredObject): ReferenceGrant {
  const spec = fieldsAt(object.value, 'spec');
  return {
    ...readMetadata(object),
    from: fieldsListAt(spec, 'from').map((entry) => ({
      group: textAt(entry, 'group') ?? '',
      kind: textAt(entry, 'kind') ?? '',
      namespace: textAt(entry, 'namespace') ?? '',
    })),
    to: fieldsListAt(spec, 'to').map((entry) => ({
      group: textAt(entry, 'group') ?? '',
      kind: textAt(entry, 'kind') ?? '',
      name: textAt(entry, 'name'),
    })),
  };
}
