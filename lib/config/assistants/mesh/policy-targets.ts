/** What a policy is for: pods by labels, or what it names in `targetRefs` and a waypoint or gateway applies. */
import type { FieldProblem, Loss } from '@/lib/config/assistants/assistant';
import { isSameValue } from '@/lib/config/assistants/text/same-value';
import { type Fields, fieldsListAt, optionalFieldsAt, textAt } from '@/lib/config/simulation/read/fields';
import { filled, type LabelRows, selectorFor } from './form-object';

/** Kinds that can be named, with their API group. https://istio.io/latest/docs/reference/config/type/workload-selector/ */
const GROUPS: Readonly<Record<string, string>> = {
  Service: '',
  ServiceEntry: 'networking.istio.io',
  Gateway: 'gateway.networking.k8s.io',
  GatewayClass: 'gateway.networking.k8s.io',
};

interface Targeted {
  readonly labels: LabelRows;
  /** Each as `Kind/name`; empty = pods by their labels. */
  readonly targets: readonly string[];
}

function refsOf(spec: Fields): readonly Fields[] {
  const single = optionalFieldsAt(spec, 'targetRef');
  return single === null ? fieldsListAt(spec, 'targetRefs') : [single];
}

function targetText(ref: Fields): string {
  return `${textAt(ref, 'kind') ?? ''}/${textAt(ref, 'name') ?? ''}`;
}

export function targetsOf(spec: Fields): string[] {
  return refsOf(spec).map(targetText);
}

export function targetLosses(spec: Fields): readonly Loss[] {
  return refsOf(spec).flatMap((ref, index) => {
    const path = spec.targetRef === undefined ? `spec.targetRefs[${index}]` : 'spec.targetRef';
    const group = GROUPS[textAt(ref, 'kind') ?? ''];
    if (group === undefined || group !== (textAt(ref, 'group') ?? '')) {
      return [{ path, because: `the form does not know the kind ${textAt(ref, 'kind') ?? '(none)'}` }];
    }
    return ref.namespace === undefined
      ? []
      : [{ path, because: 'it is in another namespace, and the form names what is in its own' }];
  });
}

/** `selector`, `targetRef` and `targetRefs` as the form says them; those that say it already stay as written. */
export function targetFields({ labels, targets }: Targeted, spec: Fields): Fields {
  const selector = targets.length > 0 ? undefined : selectorFor(labels);
  if (isSameValue(targetsOf(spec), targets)) return { selector };
  const refs = targets.map((text) => {
    const [kind = '', name = ''] = text.split('/');
    return refsOf(spec).find((ref) => targetText(ref) === text) ?? { group: GROUPS[kind] ?? '', kind, name };
  });
  return { selector, targetRef: undefined, targetRefs: filled(refs) };
}

export function targetProblems({ labels, targets }: Targeted): readonly FieldProblem[] {
  const wrong = targets.find((text) => {
    const [kind = '', name = '', ...more] = text.split('/');
    return GROUPS[kind] === undefined || name === '' || more.length > 0;
  });
  if (wrong !== undefined) {
    const kinds = Object.keys(GROUPS).join(', ');
    return [{ field: 'targets', message: `Write ${wrong} as Kind/name; the kinds are ${kinds}` }];
  }
  return labels.length > 0 && targets.length > 0
    ? [{ field: 'targets', message: 'Name either labels of pods or targets' }]
    : [];
}
