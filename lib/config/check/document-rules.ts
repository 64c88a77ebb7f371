/** The codes of what is said about a text as a whole, or about how its values are read. */
import type { RuleFacts } from '@/lib/config/model/rule-facts';

const OBJECTS = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';

export const DOCUMENT_RULES = {
  PER0990: {
    title: 'Objects are written as a List',
    severity: 'info',
    ist: [],
    kia: [],
    docs: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#collections',
  },
  PER0991: {
    title: 'One text holds the same object twice',
    severity: 'error',
    ist: [],
    kia: [],
    docs: OBJECTS,
  },
  PER0992: {
    title: 'A value without quotes is read otherwise than it looks',
    severity: 'warning',
    ist: [],
    kia: [],
    docs: 'https://yaml.org/type/bool.html',
  },
  PER0993: {
    title: 'Patterns are too many to be checked',
    severity: 'info',
    ist: [],
    kia: [],
    docs: 'https://github.com/google/re2/wiki/Syntax',
  },
} as const satisfies Readonly<Record<string, RuleFacts>>;
