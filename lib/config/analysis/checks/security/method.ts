/** A method that no request has. */
import type { Check } from '@/lib/config/analysis/check';
import { AUTHORIZATION_POLICY } from '@/lib/config/analysis/kinds';
import { operationsOf, valuesOf } from './policy-parts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE']);

export const method: Check = {
  code: 'PER0702',
  title: 'Method is no HTTP method',
  condition:
    'An operation of an AuthorizationPolicy names a method that is neither one of HTTP, in capitals, nor a wildcard.',
  severity: 'warning',
  ist: [],
  kia: ['KIA0102'],
  kinds: [AUTHORIZATION_POLICY],
  fix: 'Writes the method in capitals.',
  *run(object) {
    for (const { text, path } of valuesOf(operationsOf(object), ['methods', 'notMethods'])) {
      if (METHODS.has(text) || text.includes('*')) continue;
      const capital = text.toUpperCase();
      const isKnown = METHODS.has(capital);
      yield {
        path,
        message: `${text} is no HTTP method${isKnown ? `: they are written in capitals, ${capital}` : `; known are ${[...METHODS].join(', ')}`}.`,
        fix: isKnown
          ? { label: `Write ${capital}`, steps: [{ kind: 'replace', path, value: capital }] }
          : null,
      };
    }
  },
};
