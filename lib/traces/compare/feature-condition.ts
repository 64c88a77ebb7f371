/** What a trace satisfies that has a feature, in the search language. */
import { quoted } from '@/lib/traces/language/quoted';
import type { Feature } from './set-features';
import { serviceConditions, spanCondition } from './split';

export function featureCondition({ kind, service, name, key, value, overNs }: Feature): string {
  const of = serviceConditions(service === null ? [] : [service]);
  switch (kind) {
    case 'attribute':
      return spanCondition([`${quoted(key ?? '')} = ${quoted(value ?? '')}`]);
    case 'resource':
      return spanCondition([...of, `${quoted(key ?? '')} = ${quoted(value ?? '')}`]);
    case 'operation':
      return spanCondition([...of, `name = ${quoted(name ?? '')}`]);
    case 'failed':
      return spanCondition([...of, `name = ${quoted(name ?? '')}`, 'failed']);
    case 'slow':
      return spanCondition([...of, `name = ${quoted(name ?? '')}`, `duration > ${overNs ?? 0}ns`]);
  }
  return kind satisfies never;
}
