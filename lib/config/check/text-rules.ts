/** The codes of what the check of one text finds before any rule of a kind: YAML, identity, fields and their types. */
import type { RuleFacts } from '@/lib/config/model/rule-facts';

const YAML = 'https://yaml.org/spec/1.2.2/';
const OBJECTS = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';
const REFERENCE = 'https://istio.io/latest/docs/reference/config/';
const SCHEMA = ['IST0106'];

function rule(
  title: string,
  docs: string,
  severity: RuleFacts['severity'] = 'error',
  ist: readonly string[] = [],
  kia: readonly string[] = [],
): RuleFacts {
  return { title, severity, ist, kia, docs };
}

export const TEXT_RULES = {
  PER0001: rule('The text is no valid YAML', YAML, 'error', SCHEMA),
  PER0002: rule('Tabs are used for indentation', `${YAML}#61-indentation-spaces`, 'error', SCHEMA),
  PER0003: rule('A key is given twice in one object', `${YAML}#3213-node-comparison`, 'error', SCHEMA),
  PER0004: rule('The text is too large, too deep, or expands too far', YAML),
  PER0005: rule('A key is not allowed', YAML),
  PER0006: rule('Not exactly one object where one is edited', OBJECTS),
  PER0007: rule('apiVersion, kind or name is missing or malformed', OBJECTS, 'error', SCHEMA),
  PER0008: rule('The text is about another object', OBJECTS),
  PER0009: rule(
    'The API group does not fit the kind',
    `${OBJECTS}#describing-a-kubernetes-object`,
    'error',
    SCHEMA,
  ),
  PER0010: rule('A field is not known', REFERENCE, 'error', SCHEMA),
  PER0011: rule('A field stands in the wrong place', REFERENCE, 'error', SCHEMA),
  PER0012: rule('A required field is missing', REFERENCE, 'error', SCHEMA),
  PER0013: rule('A value has the wrong type', REFERENCE, 'error', SCHEMA),
  PER0014: rule('A value is none of those allowed', REFERENCE, 'error', SCHEMA),
  PER0015: rule('A value is too small, too large or empty', REFERENCE, 'error', SCHEMA),
  PER0016: rule('The API has no such version', REFERENCE, 'error', SCHEMA),
  PER0017: rule('An older version of the API is used', REFERENCE, 'info'),
  PER0018: rule('A value has a form that is not allowed', REFERENCE, 'error', SCHEMA),
  PER0019: rule('A deprecated field is used', REFERENCE, 'warning', ['IST0002']),
} as const satisfies Readonly<Record<string, RuleFacts>>;

export type TextRuleCode = keyof typeof TEXT_RULES;
