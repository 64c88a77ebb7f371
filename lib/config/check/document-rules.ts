/** The codes of what is said about a text as a whole, or about how its values are read. */
import type { RuleFacts } from '@/lib/config/model/rule-facts';

const DEFINITIONS =
  'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/';
const OBJECTS = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';

/** What the cluster says when it is asked to save; it may say something else the next time. */
export const REFUSED = 'PER0998';

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
  PER0994: {
    title: "A rule of the cluster's own definition is broken",
    severity: 'error',
    ist: [],
    kia: [],
    docs: `${DEFINITIONS}#validation-rules`,
  },
  PER0995: {
    title: 'An entry of a list stands there twice',
    severity: 'error',
    ist: [],
    kia: [],
    docs: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
  },
  PER0996: {
    title: "The cluster's own definition is not checked in full here",
    severity: 'info',
    ist: [],
    kia: [],
    docs: `${DEFINITIONS}#validation-rules`,
  },
  PER0997: {
    title: "What stands already breaks the cluster's definition",
    severity: 'warning',
    ist: [],
    kia: [],
    docs: `${DEFINITIONS}#validation-ratcheting`,
  },
  [REFUSED]: {
    title: 'The cluster refused it when it was asked to save',
    severity: 'error',
    ist: [],
    kia: [],
    docs: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/',
  },
} as const satisfies Readonly<Record<string, RuleFacts>>;
