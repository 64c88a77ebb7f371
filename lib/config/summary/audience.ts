/** Whom an object is for, in words: a selector, targets, or everything around it. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  optionalFieldsAt,
  textAt,
  textMapAt,
} from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { listed, type Statement } from './explanation';

/** `` `app=web` and `version=v1` ``. */
export function labelsText(labels: Readonly<Record<string, string>>): string {
  return listed(Object.entries(labels).map(([name, value]) => `${name}=${value}`));
}

/** What an object with `selector` or `targetRefs` is about, as the end of a sentence, and the field that says so. */
export function audience(object: StoredObject, rootNamespace: string, selectorField = 'selector'): Statement {
  const spec = fieldsAt(object.value, 'spec');
  const targets = targetsOf(spec);
  if (targets.length > 0) {
    return {
      text: targets.map(targetText).join(', '),
      path: ['spec', spec.targetRef === undefined ? 'targetRefs' : 'targetRef'],
    };
  }
  const selector = optionalFieldsAt(spec, selectorField);
  const labels = selectorLabels(selector);
  const namespace = object.id.namespace ?? '';
  if (Object.keys(labels).length > 0) {
    return {
      text: `pods of \`${namespace}\` with ${labelsText(labels)}`,
      path: ['spec', selectorField],
    };
  }
  return {
    // An object without a selector in the root namespace is for the whole mesh.
    text: namespace === rootNamespace ? 'the whole mesh (root namespace)' : `everything in \`${namespace}\``,
    path: ['metadata', 'namespace'],
  };
}

/** `matchLabels` of most kinds, `labels` of Sidecar, EnvoyFilter and ServiceEntry. */
export function selectorLabels(selector: Fields | null): Readonly<Record<string, string>> {
  if (selector === null) return {};
  const labels = textMapAt(selector, 'matchLabels');
  return Object.keys(labels).length > 0 ? labels : textMapAt(selector, 'labels');
}

function targetsOf(spec: Fields): readonly Fields[] {
  const one = optionalFieldsAt(spec, 'targetRef');
  return one === null ? fieldsListAt(spec, 'targetRefs') : [one];
}

function targetText(target: Fields): string {
  return `${textAt(target, 'kind') ?? 'object'} \`${textAt(target, 'name') ?? '?'}\``;
}
