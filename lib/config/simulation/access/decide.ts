/**
 * The stages at one enforcement point, in Envoy's order: CUSTOM, tokens, AUDIT, DENY, ALLOW.
 * Source: istio/istio pilot/pkg/security/authz/builder/builder.go.
 */
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { AuthorizationPolicy, PolicyAction } from '@/lib/config/simulation/read/authorization-policy';
import type { StepPath } from '@/lib/config/simulation/reasons';
import type { ObjectId } from '@/lib/config/store';
import type { Finding } from './finding';
import type { AccessQuestion } from './question';
import type { TokenCheck } from './token';

/** One policy that is bound to the place, and what it says of this request. */
export interface PolicyVerdict {
  /** Null for the denial that ztunnel derives from PeerAuthentications, where none is written. */
  readonly object: ObjectId | null;
  readonly name: string;
  readonly action: PolicyAction;
  readonly provider: string | null;
  readonly isDryRun: boolean;
  /** `unsupported`: this proxy does not know the action. */
  readonly verdict: 'matches' | 'no-match' | 'depends' | 'unsupported';
  /** The rule that holds or is open; null = none. */
  readonly rule: number | null;
  readonly path: StepPath;
  /** A sentence. */
  readonly because: string;
  /** Fields that this proxy cannot read and did not ask. */
  readonly ignored: readonly string[];
  readonly open: readonly string[];
}

export interface AccessDecision {
  readonly verdict: 'allowed' | 'denied' | 'depends';
  readonly because: string;
  /** 401 or 403; null when allowed, open, or a connection that is closed without an answer. */
  readonly httpStatus: 401 | 403 | null;
  readonly decidedBy: {
    readonly object: ObjectId | null;
    readonly rule: number | null;
    readonly path: StepPath;
  } | null;
  /** Attributes (and `external:<provider>`) that the question leaves open and that decide; empty otherwise. */
  readonly dependsOn: readonly string[];
}

interface Denial {
  readonly because: string;
  readonly httpStatus: 401 | 403;
  readonly by: AccessDecision['decidedBy'];
}

export function decide(
  view: MeshView,
  question: AccessQuestion,
  policies: readonly PolicyVerdict[],
  token: TokenCheck,
  includeDryRun: boolean,
): AccessDecision {
  const enforced = policies.filter(
    (policy) => policy.verdict !== 'unsupported' && (includeDryRun || !policy.isDryRun),
  );
  const open = new Set<string>();
  const denial =
    customDenial(view, question, enforced, open) ??
    tokenDenial(token) ??
    denyDenial(enforced, open) ??
    allowDenial(enforced, open);
  if (denial !== null) {
    const httpStatus = question.request.protocol === 'http' ? denial.httpStatus : null;
    return { verdict: 'denied', because: denial.because, httpStatus, decidedBy: denial.by, dependsOn: [] };
  }
  const allowing = enforced.find((policy) => policy.action === 'ALLOW' && policy.verdict === 'matches');
  if (open.size > 0) {
    const dependsOn = [...open];
    const because = `It depends on ${dependsOn.join(', ')}.`;
    return { verdict: 'depends', because, httpStatus: null, decidedBy: null, dependsOn };
  }
  const because =
    allowing === undefined
      ? 'No policy refuses it, and none with the action ALLOW applies here, so it is allowed.'
      : allowing.because;
  const decidedBy = allowing === undefined ? null : by(allowing);
  return { verdict: 'allowed', because, httpStatus: null, decidedBy, dependsOn: [] };
}

function by(policy: PolicyVerdict): AccessDecision['decidedBy'] {
  return { object: policy.object, rule: policy.rule, path: policy.path };
}

/** A provider that does not exist, or more than one, turns CUSTOM rules into denials. */
function customDenial(
  view: MeshView,
  question: AccessQuestion,
  policies: readonly PolicyVerdict[],
  open: Set<string>,
): Denial | null {
  const custom = policies.filter((policy) => policy.action === 'CUSTOM');
  const providers = new Set(custom.map((policy) => policy.provider ?? ''));
  const known = view.settings.extensionProviders;
  for (const policy of custom) {
    if (policy.verdict === 'no-match') continue;
    const provider = policy.provider ?? '';
    const isBroken = providers.size > 1 || (known !== null && !known.includes(provider));
    const answer = question.external?.[provider];
    if (!isBroken && answer === 'allow') continue;
    const isMatch = policy.verdict === 'matches';
    if (isMatch && (isBroken || answer === 'deny')) {
      const because = isBroken
        ? `${policy.name} denies it: ${providers.size > 1 ? 'several external authorizers are named for one workload' : `there is no extension provider ${provider}`}.`
        : `The external authorizer ${provider} denies it, asked by ${policy.name}.`;
      return { because, httpStatus: 403, by: by(policy) };
    }
    for (const attribute of policy.open) open.add(attribute);
    if (!isBroken && answer === undefined) open.add(`external:${provider}`);
  }
  return null;
}

function tokenDenial(token: TokenCheck): Denial | null {
  if (token.kind !== 'rejected') return null;
  return {
    because: token.because,
    httpStatus: token.httpStatus ?? 401,
    by: { object: token.object, rule: null, path: token.path },
  };
}

function denyDenial(policies: readonly PolicyVerdict[], open: Set<string>): Denial | null {
  const deny = policies.filter((policy) => policy.action === 'DENY');
  const matching = deny.find((policy) => policy.verdict === 'matches');
  if (matching !== undefined) return { because: matching.because, httpStatus: 403, by: by(matching) };
  for (const attribute of deny.flatMap((policy) => policy.open)) open.add(attribute);
  return null;
}

function allowDenial(policies: readonly PolicyVerdict[], open: Set<string>): Denial | null {
  const allow = policies.filter((policy) => policy.action === 'ALLOW');
  if (allow.length === 0 || allow.some((policy) => policy.verdict === 'matches')) return null;
  const undecided = allow.flatMap((policy) => policy.open);
  if (undecided.length > 0) {
    for (const attribute of undecided) open.add(attribute);
    return null;
  }
  const names = allow.map((policy) => policy.name).join(', ');
  const because = `Only what an ALLOW policy takes may pass, and none of ${names} takes it.`;
  return {
    because,
    httpStatus: 403,
    by: { object: allow[0]?.object ?? null, rule: null, path: allow[0]?.path ?? [] },
  };
}

/** What one policy says, in words and as a verdict. */
export function policyVerdict(
  policy: AuthorizationPolicy,
  finding: Finding,
  at: {
    readonly rule: number | null;
    readonly path: StepPath;
    readonly why: string;
    readonly ignored: readonly string[];
  },
): PolicyVerdict {
  const name = `${policy.action} policy ${policy.name} in ${policy.namespace}`;
  const unread = at.ignored.length === 0 ? '' : ` It cannot read ${at.ignored.join(', ')} here.`;
  const rule = at.rule === null ? 'It' : `Rule ${at.rule + 1} of ${name}`;
  const because =
    finding.answer === 'yes'
      ? `${rule} holds.${unread}`
      : finding.answer === 'open'
        ? `${rule} depends on ${finding.open.join(', ')}.${unread}`
        : `${name} does not match: ${at.why}.${unread}`;
  const verdict = finding.answer === 'yes' ? 'matches' : finding.answer === 'no' ? 'no-match' : 'depends';
  return {
    object: policy.id,
    name,
    action: policy.action,
    provider: policy.provider,
    isDryRun: policy.isDryRun && policy.action !== 'CUSTOM',
    verdict,
    rule: finding.answer === 'no' ? null : at.rule,
    path: at.path,
    because,
    ignored: at.ignored,
    open: finding.open,
  };
}
