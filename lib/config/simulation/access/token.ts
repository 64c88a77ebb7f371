/**
 * What RequestAuthentications make of the token of a request: one that is missing passes, one that is wrong does not.
 * Sources: istio/istio pilot/pkg/security/authn/policy_applier.go, Envoy's jwt_authn filter.
 */
import type { RequestAuthentication } from '@/lib/config/simulation/read/request-authentication';
import type { StepPath } from '@/lib/config/simulation/reasons';
import type { ObjectId } from '@/lib/config/store';
import type { RequestToken } from './question';

export interface TokenCheck {
  /**
   * `accepted`: the claims count. `none`: nothing to check, or nobody checks it. `rejected`: answered at once.
   * `open`: the question does not say whether there is a token.
   */
  readonly kind: 'accepted' | 'none' | 'rejected' | 'open';
  /** 401, or 403 for an audience that is not allowed. */
  readonly httpStatus: 401 | 403 | null;
  readonly because: string;
  readonly object: ObjectId | null;
  readonly path: StepPath;
}

/** `policies` are those bound to the place, in order; their rules act as one list. */
export function checkToken(
  policies: readonly RequestAuthentication[],
  token: RequestToken | null | undefined,
): TokenCheck {
  const rules = policies.flatMap((policy) =>
    policy.jwtRules.map((rule, index) => ({ policy, rule, path: ['spec', 'jwtRules', index] as StepPath })),
  );
  if (rules.length === 0) {
    return check(
      'none',
      null,
      'No RequestAuthentication applies here, so tokens are not looked at.',
      null,
      [],
    );
  }
  if (token === undefined) {
    return check('open', null, 'Whether the request carries a token is left open.', null, []);
  }
  const read = token === null ? [] : rules.filter(({ rule }) => isReadFrom(rule, token));
  if (token === null || read.length === 0) {
    return check(
      'none',
      null,
      'The request carries no token, which passes.',
      rules[0]?.policy.id ?? null,
      [],
    );
  }
  const own = read.filter(({ rule }) => rule.issuer === '' || rule.issuer === token.issuer);
  const first = own[0] ?? read[0];
  const at = first?.policy.id ?? null;
  const path = first?.path ?? [];
  if (own.length === 0) {
    return check('rejected', 401, `No rule is for tokens of ${token.issuer}.`, at, path);
  }
  if (!token.valid) return check('rejected', 401, 'The token is not valid.', at, path);
  const accepted = own.find(
    ({ rule }) =>
      rule.audiences.length === 0 || token.audiences.some((audience) => rule.audiences.includes(audience)),
  );
  if (accepted === undefined) {
    return check('rejected', 403, 'The audience of the token is not among those allowed.', at, path);
  }
  const text = `The token of ${token.issuer} is accepted.`;
  return check('accepted', null, text, accepted.policy.id, accepted.path);
}

function isReadFrom(rule: RequestAuthentication['jwtRules'][number], token: RequestToken): boolean {
  const { kind, name } = token.location ?? { kind: 'header', name: 'authorization' };
  const isDefault = rule.headers.length + rule.params.length + rule.cookies.length === 0;
  if (isDefault) {
    return (
      (kind === 'header' && name.toLowerCase() === 'authorization') ||
      (kind === 'param' && name === 'access_token')
    );
  }
  if (kind === 'header') return rule.headers.includes(name.toLowerCase());
  return (kind === 'param' ? rule.params : rule.cookies).includes(name);
}

function check(
  kind: TokenCheck['kind'],
  httpStatus: TokenCheck['httpStatus'],
  because: string,
  object: ObjectId | null,
  path: StepPath,
): TokenCheck {
  return { kind, httpStatus, because, object, path };
}
