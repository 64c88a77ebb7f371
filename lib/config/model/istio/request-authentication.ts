/** RequestAuthentication. https://istio.io/latest/docs/reference/config/security/request_authentication/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atMostOne, duration } from '@/lib/config/model/field-types';
import { textWith } from './host-fields';
import { readJsonWebKeys } from './json-web-keys';
import { istioObject } from './object';
import { refuse } from './rules';
import { policyTargets } from './selection';

const names = z.array(z.string().min(1));

const jwksAddress = textWith('PER0087', (text) => {
  if (text === '') return null;
  return /^https?:\/\/[^/\s]+/.test(text)
    ? null
    : `"${text}" is no address; write for example https://issuer.example.com/jwks.json`;
});

const jwks = z.string().check((checked) => {
  if (checked.value === '') return;
  const reading = readJsonWebKeys(checked.value);
  if (reading === 'unreadable') {
    refuse(checked, 'PER0087', 'this is no set of keys as JSON: {"keys": [{"kty": …}]}');
  } else if (reading === 'private') {
    refuse(checked, 'PER0088', 'private keys stand here for everybody to read; only public ones are needed');
  }
});

const jwtRule = z
  .strictObject({
    issuer: field(z.string(), 'Who issued the token, as its `iss` says.').optional(),
    audiences: field(names, 'Whom the token may be for, as its `aud` says.', {
      default: 'the service itself',
    }).optional(),
    jwksUri: field(jwksAddress, 'Where the issuer’s public keys are fetched.', {
      default: 'found by OpenID Connect discovery at the issuer',
    }).optional(),
    jwks_uri: field(jwksAddress, 'Where the issuer’s public keys are fetched.', {
      deprecated: 'use jwksUri',
    }).optional(),
    jwks: field(jwks, 'The issuer’s public keys as JSON.').optional(),
    fromHeaders: field(
      z.array(
        z.strictObject({
          name: field(z.string().min(1), 'Name of the header.'),
          prefix: field(
            z.string(),
            'What stands before the token, with the blank, as in `Bearer `.',
          ).optional(),
        }),
      ),
      'Headers that the token is looked for in.',
      { default: 'Authorization with Bearer' },
    ).optional(),
    fromParams: field(names, 'Query parameters that the token is looked for in.', {
      default: 'access_token',
    }).optional(),
    fromCookies: field(names, 'Cookies that the token is looked for in.', { since: '1.18' }).optional(),
    outputPayloadToHeader: field(
      z.string(),
      'Header that gets the payload of a valid token, in base64.',
    ).optional(),
    forwardOriginalToken: field(z.boolean(), 'The token goes on to the service.', {
      default: 'false',
    }).optional(),
    outputClaimToHeaders: field(
      z.array(
        z.strictObject({
          header: field(
            z.string().regex(/^[-_A-Za-z0-9]+$/, { error: 'letters, digits, "-" and "_" only' }),
            'Header that gets the claim.',
          ),
          claim: field(z.string().min(1), 'Claim of the token; nested ones with dots.'),
        }),
      ),
      'Copies claims of a valid token into headers.',
      { since: '1.17' },
    ).optional(),
    timeout: field(duration, 'How long fetching the keys may take.', {
      default: '5s',
      since: '1.20',
    }).optional(),
    spaceDelimitedClaims: field(
      names.max(64),
      'Claims whose text is a list of words, as `scope` and `permission` are.',
      {
        since: '1.28',
      },
    ).optional(),
  })
  .check(atMostOne('jwks', 'jwksUri', 'jwks_uri'))
  .check((checked) => {
    const { issuer = '', jwksUri = '', jwks_uri: oldUri = '' } = checked.value;
    if (issuer === '' && jwksUri === '' && oldUri === '') {
      refuse(checked, 'PER0086', 'issuer is missing; without it jwksUri is needed');
    }
  });

const spec = z
  .strictObject({
    ...policyTargets,
    jwtRules: field(
      z.array(jwtRule).max(4096),
      'Tokens that are taken. A request with a bad token is refused, one without passes: an AuthorizationPolicy asks for tokens.',
    ).optional(),
  })
  .check(atMostOne('selector', 'targetRef', 'targetRefs'));

export const requestAuthenticationModel = istioObject(
  'RequestAuthentication',
  field(spec, 'Which tokens (JWT) of callers are believed.').optional(),
);
