/** AuthorizationPolicy. https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atMostOne } from '@/lib/config/model/field-types';
import type { Checked } from '@/lib/config/model/rule';
import { condition, operation } from './authorization-operation';
import { source } from './authorization-source';
import { istioObject } from './object';
import { refuse } from './rules';
import { policyTargets } from './selection';

/** An empty list asks for nothing, which is rarely what was meant; Istio takes it. */
function someEntry(name: string, meaning: string) {
  return (checked: Checked<readonly unknown[]>) => {
    if (checked.value.length > 0) return;
    refuse(checked, 'PER0097', `${name} is empty, so ${meaning}; leave it out where that is meant`);
  };
}

const rule = z.strictObject({
  from: field(
    z
      .array(z.strictObject({ source: field(source, 'A caller; every field of it must fit.') }))
      .max(512)
      .check(someEntry('from', 'everybody may call')),
    'Who calls; any of the entries.',
    { default: 'everybody' },
  ).optional(),
  to: field(
    z
      .array(z.strictObject({ operation: field(operation, 'A request; every field of it must fit.') }))
      .check(someEntry('to', 'every request fits')),
    'What is asked for; any of the entries.',
    { default: 'every request' },
  ).optional(),
  when: field(z.array(condition), 'Further conditions; all must hold.').optional(),
});

const fields = z.strictObject({
  ...policyTargets,
  action: field(z.enum(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']), 'What happens to a request that a rule fits.', {
    default: 'ALLOW',
    values: {
      ALLOW: 'it passes; requests that no ALLOW rule fits are refused',
      DENY: 'it is refused, whatever ALLOW says',
      AUDIT: 'it is noted',
      CUSTOM: 'the provider decides, before DENY and ALLOW',
    },
  }).optional(),
  rules: field(z.array(rule).max(512), 'Alternatives; `{}` fits every request.', {
    default: 'no rule, so ALLOW lets nothing pass',
  }).optional(),
  provider: field(
    z.strictObject({
      name: field(z.string(), 'Name of an extension provider of the mesh.').optional(),
    }),
    'External authorizer of CUSTOM.',
  ).optional(),
});

type Fields = z.infer<typeof fields>;

const spec = fields.check(atMostOne('selector', 'targetRef', 'targetRefs')).check((checked) => {
  checkAction(checked);
  if (checked.value.action === 'CUSTOM') checkCustom(checked);
  if (checked.value.action === 'DENY') checkDeny(checked);
});

function checkAction(checked: Checked<Fields>): void {
  const { action = 'ALLOW', rules = [], provider } = checked.value;
  if ((action === 'DENY' || action === 'CUSTOM') && rules.length === 0) {
    refuse(checked, 'PER0080', `${action} needs rules`, ['action']);
  }
  if (action === 'CUSTOM' && (provider?.name ?? '') === '') {
    refuse(checked, 'PER0080', 'CUSTOM needs a provider', ['action']);
  }
  if (action !== 'CUSTOM' && provider !== undefined) {
    refuse(checked, 'PER0080', 'provider is for CUSTOM only', ['provider']);
  }
}

/** The provider is asked before tokens are read. */
const TOKEN_SOURCES = ['requestPrincipals', 'notRequestPrincipals'] as const;
const IDENTITY_SOURCES = [
  'namespaces',
  'notNamespaces',
  'principals',
  'notPrincipals',
  'serviceAccounts',
  'notServiceAccounts',
  'trustDomains',
  'notTrustDomains',
] as const;
const IDENTITY_KEYS = ['source.namespace', 'source.principal', 'source.serviceAccount', 'source.trustDomain'];

function checkCustom(checked: Checked<Fields>): void {
  for (const [index, entry] of (checked.value.rules ?? []).entries()) {
    for (const [at, { source: caller }] of (entry.from ?? []).entries()) {
      const name = [...TOKEN_SOURCES, ...IDENTITY_SOURCES].find((field) => (caller[field]?.length ?? 0) > 0);
      if (name === undefined) continue;
      const message = `${name} is not known yet when a provider is asked; CUSTOM cannot use it`;
      refuse(checked, 'PER0081', message, ['rules', index, 'from', at, 'source', name]);
    }
    for (const [at, { key }] of (entry.when ?? []).entries()) {
      if (!key.startsWith('request.auth.') && !IDENTITY_KEYS.includes(key)) continue;
      const message = `${key} is not known yet when a provider is asked; CUSTOM cannot use it`;
      refuse(checked, 'PER0082', message, ['rules', index, 'when', at, 'key']);
    }
  }
}

/** On TCP the HTTP part of a rule is not there; without another part the rule fits every connection. */
function checkDeny(checked: Checked<Fields>): void {
  for (const [index, entry] of (checked.value.rules ?? []).entries()) {
    if (entry === null) continue;
    const { from = [], to = [] } = entry;
    const names = (part: object): readonly string[] => Object.keys(part);
    const onPorts = to.some(({ operation: part }) =>
      names(part).some((name) => /^(?:p|notP)orts$/.test(name)),
    );
    const onCaller = from.some(({ source: caller }) =>
      names(caller).some((name) => !/^(?:r|notR)equestPrincipals$/.test(name)),
    );
    // Where it says what is asked for, the port alone tells HTTP from the rest.
    if (to.length > 0 ? !onPorts : from.length > 0 && !onCaller) {
      const message =
        'on ports that are not HTTP this rule denies every connection; name the HTTP ports in to.operation.ports';
      refuse(checked, 'PER0084', message, ['rules', index]);
    }
  }
}

export const authorizationPolicyModel = istioObject(
  'AuthorizationPolicy',
  field(spec, 'Who may call what.').optional().default({}),
);
