/** `from` of an AuthorizationPolicy: who calls. */
import { z } from 'zod';
import { type FieldFacts, field } from '@/lib/config/model/field';
import { isSubnet } from './forms';
import { refuse } from './rules';

export const values = () => z.array(z.string().min(1)).max(4096);

export const subnets = () =>
  values().check((checked) => {
    for (const [index, entry] of checked.value.entries()) {
      if (!isSubnet(entry)) {
        refuse(
          checked,
          'PER0029',
          `"${entry}" is no address or range; write for example 10.0.0.1 or 10.0.0.0/8`,
          [index],
        );
      }
    }
  });

/** The field, and the same turned round. */
function both<K extends string, S extends z.ZodType>(
  name: K,
  schema: S,
  description: string,
  facts: FieldFacts = {},
) {
  const negated = `not${name.charAt(0).toUpperCase()}${name.slice(1)}` as `not${Capitalize<K>}`;
  return {
    [name]: field(schema, `${description} Any of them; \`*\` at one end stands for more.`, facts).optional(),
    [negated]: field(schema, `${description} None of them.`, facts).optional(),
  } as Record<K | `not${Capitalize<K>}`, z.ZodOptional<S>>;
}

const MAX_ACCOUNTS = 16;

const serviceAccounts = () =>
  z
    .array(z.string().min(1).max(320))
    .max(MAX_ACCOUNTS)
    .check((checked) => {
      for (const [index, account] of checked.value.entries()) {
        const parts = account.split('/');
        if (parts.length > 2 || parts.includes('') || account.includes('*')) {
          refuse(checked, 'PER0025', `"${account}" must be account or namespace/account, without wildcard`, [
            index,
          ]);
        }
      }
    });

const trustDomains = () =>
  values().check((checked) => {
    for (const [index, domain] of checked.value.entries()) {
      if (domain.includes('/')) {
        refuse(checked, 'PER0025', `"${domain}" must be a trust domain alone, without "/"`, [index]);
      }
    }
  });

export const source = z
  .strictObject({
    ...both('principals', values(), 'Identities of mTLS peers: trust-domain/ns/namespace/sa/account.', {
      names: 'principal',
    }),
    ...both('requestPrincipals', values(), 'Identities of JWTs: issuer/subject.'),
    ...both('namespaces', values(), 'Namespaces of mTLS peers.', { names: 'namespace' }),
    ...both(
      'serviceAccounts',
      serviceAccounts(),
      'Service accounts of mTLS peers: account or namespace/account.',
      {
        names: 'service-account',
        since: '1.26',
      },
    ),
    ...both('trustDomains', trustDomains(), 'Trust domains of mTLS peers.', { since: '1.31' }),
    ...both('ipBlocks', subnets(), 'Addresses of the direct peer.'),
    ...both(
      'remoteIpBlocks',
      subnets(),
      'Addresses of the original client, as X-Forwarded-For or PROXY tell them.',
    ),
  })
  .check((checked) => {
    const given = Object.entries(checked.value).filter(([, entries]) => (entries?.length ?? 0) > 0);
    if (given.length === 0) {
      refuse(checked, 'PER0081', 'the source says nothing; leave `from` out to mean everybody');
    }
    const names = new Set(given.map(([name]) => name));
    const account = ['serviceAccounts', 'notServiceAccounts'].find((name) => names.has(name));
    const other = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'].find((name) =>
      names.has(name),
    );
    if (account !== undefined && other !== undefined) {
      refuse(checked, 'PER0081', `${account} already names the namespace; it excludes ${other}`, [other]);
    }
  });
