/** Reads what API v1 says of services and operations; lib/traces/reading reads its traces. */
import 'server-only';
import type { SpanKind } from '@/lib/traces/model/span';
import { kindOf } from '@/lib/traces/reading/span-facts';
import { fieldsOf, isFields, listOf, textOf } from './guards';

/** `{data:[{name, spanKind}]}`, or a plain list of names from the oldest servers. */
export function readOperationsV1(body: unknown): { name: string; kind: SpanKind }[] {
  return listOf(fieldsOf(body).data).flatMap((entry) => {
    const name = textOf(entry) ?? textOf(fieldsOf(entry).name);
    return name === null ? [] : [{ name, kind: kindOf(fieldsOf(entry).spanKind) }];
  });
}

/** `{data:[…]}`; `null` when the body has another shape. No services at all is `data: null`. */
export function readServicesV1(body: unknown): string[] | null {
  if (!isFields(body) || !('data' in body)) return null;
  return listOf(body.data).filter((service) => typeof service === 'string');
}
