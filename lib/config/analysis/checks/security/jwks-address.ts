/** Keys that the control plane fetches from an address that only it should reach. */
import type { Check } from '@/lib/config/analysis/check';
import { REQUEST_AUTHENTICATION } from '@/lib/config/analysis/kinds';
import { fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';

export const jwksAddress: Check = {
  code: 'PER0712',
  title: 'Keys are fetched from an inner address',
  condition:
    'jwksUri of a RequestAuthentication leads to a loopback, link-local or private address, which the control plane fetches without restriction.',
  severity: 'warning',
  ist: [],
  kia: [],
  kinds: [REQUEST_AUTHENTICATION],
  fix: null,
  *run(object) {
    for (const [index, rule] of fieldsListAt(fieldsAt(object.value, 'spec'), 'jwtRules').entries()) {
      const written = textAt(rule, 'jwksUri') ?? textAt(rule, 'jwks_uri') ?? '';
      const host = URL.canParse(written) ? new URL(written).hostname : '';
      if (!isInner(host)) continue;
      yield {
        path: ['spec', 'jwtRules', index, 'jwksUri'],
        message: `${host} is an inner address, and the control plane fetches it for whoever may write this object. Use the public address of the issuer, or write the keys into jwks.`,
      };
    }
  },
};

function isInner(host: string): boolean {
  if (host === 'localhost' || host === '[::1]' || /^\[f[cde]/i.test(host)) return true;
  return (
    /^(127|10)\.\d|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(host) && /^[\d.]+$/.test(host)
  );
}
