/** What a policy is bound to: pods by labels, or objects by name (`targetRef`, `targetRefs`). */
import { type Fields, fieldsAt, fieldsListAt, optionalFieldsAt, textAt, textMapAt } from './fields';

export interface TargetReference {
  /** '' = the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Null = the policy's own namespace; any other is not supported and never matches. */
  readonly namespace: string | null;
}

/** `matchLabels` of the selector; null = no selector, every workload in scope. */
export function readSelector(spec: Fields): Readonly<Record<string, string>> | null {
  const selector = optionalFieldsAt(spec, 'selector');
  return selector === null ? null : textMapAt(selector, 'matchLabels');
}

/** The old single `targetRef` counts only where `targetRefs` is empty. */
export function readTargetReferences(spec: Fields): readonly TargetReference[] {
  const listed = fieldsListAt(spec, 'targetRefs');
  const single = optionalFieldsAt(spec, 'targetRef');
  const written = listed.length > 0 ? listed : single === null ? [] : [fieldsAt(spec, 'targetRef')];
  return written.map((reference) => ({
    group: canonicalGroup(textAt(reference, 'group') ?? ''),
    kind: textAt(reference, 'kind') ?? '',
    name: textAt(reference, 'name') ?? '',
    namespace: textAt(reference, 'namespace'),
  }));
}

function canonicalGroup(group: string): string {
  return group === 'core' ? '' : group;
}
