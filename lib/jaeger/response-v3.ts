/** Reads what API v3 says of services and operations; lib/traces/reading reads its traces. */
import 'server-only';
import type { SpanKind } from '@/lib/traces/model/span';
import { kindOf } from '@/lib/traces/reading/span-facts';
import { fieldsOf, isFields, listOf, textOf } from './guards';

/** `{operations:[{name, spanKind}]}`. */
export function readOperationsV3(body: unknown): { name: string; kind: SpanKind }[] {
  return listOf(fieldsOf(body).operations).flatMap((entry) => {
    const name = textOf(fieldsOf(entry).name);
    return name === null ? [] : [{ name, kind: kindOf(fieldsOf(entry).spanKind) }];
  });
}

/** `{services:[…]}`, or `{}` when there is none; `null` when the body has another shape. */
export function readServicesV3(body: unknown): string[] | null {
  if (!isFields(body) || (!('services' in body) && Object.keys(body).length > 0)) return null;
  return listOf(body.services).filter((service) => typeof service === 'string');
}
