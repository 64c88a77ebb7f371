/** What is known of a code: one look-up over the tables of all kinds. */
import { GATEWAY_API_RULES } from '@/lib/config/model/gateway-api/rules';
import { ISTIO_RULES } from '@/lib/config/model/istio/rules';
import type { RuleFacts } from '@/lib/config/model/rule-facts';
import { DOCUMENT_RULES } from './document-rules';
import { TEXT_RULES } from './text-rules';

const RULES: ReadonlyMap<string, RuleFacts> = new Map<string, RuleFacts>([
  ...Object.entries(TEXT_RULES),
  ...Object.entries(ISTIO_RULES),
  ...Object.entries(GATEWAY_API_RULES),
  ...Object.entries(DOCUMENT_RULES),
]);

/** Null for codes of the analysis, which knows its own. */
export function ruleFacts(code: string): RuleFacts | null {
  return RULES.get(code) ?? null;
}

/** Every rule that is checked on one text alone, by code. */
export function allTextRules(): ReadonlyMap<string, RuleFacts> {
  return RULES;
}

export function severityOf(code: string): RuleFacts['severity'] {
  return RULES.get(code)?.severity ?? 'error';
}
