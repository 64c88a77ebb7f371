/**
 * Findings that somebody asked not to count: by annotation on the object (Istio's, Kiali's and ours) or by the mounted
 * settings. They are marked, never dropped.
 * Sources: https://istio.io/latest/docs/ops/diagnostic-tools/istioctl-analyze/ and Kiali's `kiali.io/ignore-validations`.
 */
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { Check } from './check';
import type { Suppression } from './finding';
import { metadataOf } from './readings';

/** An entry of `suppress` in the settings file. Each part is a pattern with `*` and `?`; left out = everything. */
export interface SuppressRule {
  readonly code?: string | undefined;
  readonly kind?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** Each with the separator-free list of codes or patterns that it holds. */
const ANNOTATIONS = ['galley.istio.io/analyze-suppress', 'kiali.io/ignore-validations', 'periplus.io/ignore'];

type CodeOwner = Pick<Check, 'code' | 'ist' | 'kia'> & { readonly isOff?: true };

const NONE: ReadonlySet<string> = new Set();

/** Why the check's findings on the object do not count; null when they do. */
export function suppressionOf(
  check: CodeOwner,
  object: StoredObject,
  rules: readonly SuppressRule[],
  /** Codes of checks that are off by default and wanted nevertheless. */
  asked: ReadonlySet<string> = NONE,
): Suppression | null {
  const codes = [check.code, ...check.ist, ...check.kia];
  if (check.isOff && !asked.has(check.code)) return { by: 'setting', where: 'default' };
  const { annotations } = metadataOf(object);
  for (const where of ANNOTATIONS) {
    const written = annotations[where];
    if (written !== undefined && names(written, codes)) return { by: 'annotation', where };
  }
  const at = rules.findIndex((rule) => covers(rule, codes, object.id));
  return at < 0 ? null : { by: 'setting', where: `suppress[${at}]` };
}

function names(written: string, codes: readonly string[]): boolean {
  return written
    .split(/[\s,]+/)
    .some((pattern) => pattern !== '' && codes.some((code) => fits(pattern, code)));
}

function covers(rule: SuppressRule, codes: readonly string[], id: ObjectId): boolean {
  return (
    (rule.code === undefined || codes.some((code) => fits(rule.code ?? '*', code))) &&
    fits(rule.kind ?? '*', id.kind) &&
    fits(rule.namespace ?? '*', id.namespace ?? '') &&
    fits(rule.name ?? '*', id.name)
  );
}

const compiled = new Map<string, RegExp>();

/** `*` is any text, `?` one character; case does not count. */
function fits(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, 'i');
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}
