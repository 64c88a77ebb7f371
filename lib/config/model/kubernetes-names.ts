/** Keys and values of labels and annotations as Kubernetes takes them on every object (apimachinery: util/validation). */

const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const MAX_PREFIX = 253;

/** What is wrong with a label's key; null when right. Annotations' keys may have capital letters before the slash. */
export function labelKeyFault(key: string): string | null {
  const parts = key.split('/');
  const name = parts.at(-1) ?? '';
  const prefix = parts.length > 1 ? parts.slice(0, -1).join('/') : null;
  const isRight =
    NAME.test(name) && (prefix === null || (prefix.length <= MAX_PREFIX && SUBDOMAIN.test(prefix)));
  return isRight
    ? null
    : `"${key}" is no key: letters, digits, "-", "_" and ".", at most 63, after a domain and a slash if need be`;
}

export function annotationKeyFault(key: string): string | null {
  return labelKeyFault(key.toLowerCase());
}

/** What is wrong with a label's value; null when right. */
export function labelValueFault(value: string): string | null {
  return VALUE.test(value)
    ? null
    : `"${value}" is no value of a label: letters, digits, "-", "_" and ".", at most 63`;
}
