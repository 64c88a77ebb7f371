/** What PeerAuthentication and RequestAuthentication ask of callers. */
import {
  fieldsAt,
  fieldsListAt,
  flagAt,
  isFields,
  textAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { audience } from './audience';
import { type Explanation, listed, type Statement } from './explanation';

const MODES: Readonly<Record<string, string>> = {
  STRICT: 'Callers must use mTLS; plain text is refused.',
  PERMISSIVE: 'Callers may use mTLS or plain text.',
  DISABLE: 'Proxies take plain text and offer no mTLS.',
  UNSET: 'The mode is inherited: from the namespace, then the mesh, else PERMISSIVE.',
};

export function explainPeerAuthentication(object: StoredObject, rootNamespace: string): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const mode = textAt(fieldsAt(spec, 'mtls'), 'mode') ?? 'UNSET';
  const ports = Object.entries(fieldsAt(spec, 'portLevelMtls')).map(([port, entry]): Statement => {
    const own = (isFields(entry) ? textAt(entry, 'mode') : null) ?? 'UNSET';
    return {
      text: `Port ${port} of the container: ${MODES[own] ?? `mode \`${own}\`.`}`,
      path: ['spec', 'portLevelMtls', port],
    };
  });
  const whom = audience(object, rootNamespace);
  return {
    headline: `Sets how callers of ${whom.text} must encrypt: \`${mode}\`.`,
    sections: [
      { title: 'Mode', statements: [{ text: MODES[mode] ?? `Mode \`${mode}\`.`, path: ['spec', 'mtls'] }] },
      { title: 'Ports of their own', statements: ports },
      { title: 'For whom', statements: [{ text: `It is for ${whom.text}.`, path: whom.path }] },
    ].filter((section) => section.statements.length > 0),
    line: `mTLS ${mode === 'UNSET' ? 'as inherited' : mode}${ports.length > 0 ? `, ${ports.length === 1 ? '1 port of its own' : `${ports.length} ports of their own`}` : ''}`,
  };
}

export function explainRequestAuthentication(object: StoredObject, rootNamespace: string): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const rules = fieldsListAt(spec, 'jwtRules');
  const issuers = rules.map((rule) => textAt(rule, 'issuer') ?? 'any issuer');
  const whom = audience(object, rootNamespace);
  return {
    headline:
      rules.length === 0
        ? 'Accepts no token: a request that carries one is not looked at.'
        : `Checks tokens (JWT) of ${listed(issuers)} in requests to ${whom.text}.`,
    sections: [
      ...rules.map((rule, index) => ({
        title: `Tokens of ${issuers[index]}`,
        statements: jwtStatements(rule, ['spec', 'jwtRules', index]),
      })),
      {
        title: 'For whom',
        statements: [
          { text: `It is for ${whom.text}.`, path: whom.path },
          {
            text: 'A request without a token passes; only an AuthorizationPolicy with `requestPrincipals` asks for one. A token that is not valid is answered with 401.',
            path: ['spec', 'jwtRules'],
          },
        ],
      },
    ],
    line: issuers.join(', '),
  };
}

function jwtStatements(
  rule: Readonly<Record<string, unknown>>,
  path: readonly (string | number)[],
): readonly Statement[] {
  const statements: Statement[] = [];
  const say = (text: string, field: string) => statements.push({ text, path: [...path, field] });
  const audiences = textsAt(rule, 'audiences');
  if (audiences.length > 0) say(`The token must be made for ${listed(audiences, 'or')}.`, 'audiences');
  const keys = textAt(rule, 'jwksUri');
  if (keys !== null) say(`Keys come from \`${keys}\`.`, 'jwksUri');
  if (textAt(rule, 'jwks') !== null) say('Keys are written in the object.', 'jwks');
  const headers = fieldsListAt(rule, 'fromHeaders').map((header) => textAt(header, 'name') ?? '?');
  const parameters = textsAt(rule, 'fromParams');
  const cookies = textsAt(rule, 'fromCookies');
  const places = [
    ...(headers.length > 0 ? [`headers ${listed(headers)}`] : []),
    ...(parameters.length > 0 ? [`parameters ${listed(parameters)}`] : []),
    ...(cookies.length > 0 ? [`cookies ${listed(cookies)}`] : []),
  ];
  if (places.length > 0) {
    const field = headers.length > 0 ? 'fromHeaders' : parameters.length > 0 ? 'fromParams' : 'fromCookies';
    say(`The token is looked for in ${places.join(', ')}.`, field);
  }
  if (flagAt(rule, 'forwardOriginalToken')) {
    say('The token is passed on to the workload.', 'forwardOriginalToken');
  }
  for (const claim of fieldsListAt(rule, 'outputClaimToHeaders')) {
    say(
      `Claim \`${textAt(claim, 'claim') ?? '?'}\` is passed on as header \`${textAt(claim, 'header') ?? '?'}\`.`,
      'outputClaimToHeaders',
    );
  }
  return statements;
}
