/** Whether one request passes one enforcement point, by which policy and rule. */
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { ServerMode } from '@/lib/config/simulation/mtls/server-mode';
import { serverPolicies, ztunnelMode } from '@/lib/config/simulation/mtls/server-mode';
import { normalizedPath } from '@/lib/config/simulation/normalized-path';
import { perView } from '@/lib/config/simulation/per-view';
import type { AuthorizationPolicy } from '@/lib/config/simulation/read/authorization-policy';
import { type ReasonStep, Reasons } from '@/lib/config/simulation/reasons';
import { type EnforcementPoint, notBound, policyNamespaces } from './attachment';
import { type AccessDecision, decide, type PolicyVerdict, policyVerdict } from './decide';
import { anyOf } from './finding';
import type { AccessQuestion, RequestToken } from './question';
import { evaluateRule } from './rule';
import { checkToken, type TokenCheck } from './token';

export interface PointAnswer extends AccessDecision {
  readonly point: EnforcementPoint;
  /** Every policy that is bound to the place, in the order of the stages. */
  readonly policies: readonly PolicyVerdict[];
  readonly token: TokenCheck;
  /** What would happen if the dry-run policies counted; null = there are none. */
  readonly withDryRun: AccessDecision | null;
  readonly steps: readonly ReasonStep[];
}

const ORDER = { CUSTOM: 0, AUDIT: 1, DENY: 2, ALLOW: 3 } as const;

export function authorizeAt(view: MeshView, point: EnforcementPoint, asked: AccessQuestion): PointAnswer {
  const question = asRead(view, asked);
  const reasons = new Reasons();
  const root = view.settings.rootNamespace;
  const namespaces = policyNamespaces(point, root);
  const token = tokenAt(view, point, question, namespaces);
  const bound: AuthorizationPolicy[] = [];
  for (const policy of namespaces.flatMap((namespace) => policiesOf(view, namespace))) {
    const why = notBound(policy, point, root);
    if (why === null) bound.push(policy);
    else
      reasons.skipped(
        `${policy.action} policy ${policy.name} in ${policy.namespace} does not apply: ${why}.`,
        policy.id,
        policy.targets.length > 0 ? ['spec', 'targetRefs'] : ['spec', 'selector'],
      );
  }
  const policies = [
    ...strictDenial(view, point, question),
    ...bound.map((policy) => evaluate(view, policy, point, question, acceptedToken(token, question))),
  ].sort((a, b) => ORDER[a.action] - ORDER[b.action]);
  const decision = decide(view, question, policies, token, false);
  const hasDryRun = policies.some((policy) => policy.isDryRun);
  tell(reasons, policies, token, decision);
  return {
    ...decision,
    point,
    policies,
    token,
    withDryRun: hasDryRun ? decide(view, question, policies, token, true) : null,
    steps: reasons.steps,
  };
}

function asRead(view: MeshView, question: AccessQuestion): AccessQuestion {
  const { request } = question;
  if (request.path === undefined) return question;
  const path = normalizedPath(request.path, view.settings.pathNormalization);
  return path === request.path ? question : { ...question, request: { ...request, path } };
}

function tokenAt(
  view: MeshView,
  point: EnforcementPoint,
  question: AccessQuestion,
  namespaces: readonly string[],
): TokenCheck {
  const reads = point.kind !== 'ztunnel' && question.request.protocol === 'http';
  const bound = reads
    ? view.requestAuthentications.filter(
        (policy) =>
          namespaces.includes(policy.namespace) &&
          notBound(policy, point, view.settings.rootNamespace) === null,
      )
    : [];
  return checkToken(bound, question.request.token);
}

function acceptedToken(token: TokenCheck, question: AccessQuestion): RequestToken | null | undefined {
  if (token.kind === 'open') return undefined;
  return token.kind === 'accepted' ? (question.request.token ?? null) : null;
}

function evaluate(
  view: MeshView,
  policy: AuthorizationPolicy,
  point: EnforcementPoint,
  question: AccessQuestion,
  token: RequestToken | null | undefined,
): PolicyVerdict {
  const isZtunnel = point.kind === 'ztunnel';
  const none = { rule: null, path: ['spec'], ignored: [] };
  if (isZtunnel && (policy.action === 'CUSTOM' || policy.action === 'AUDIT')) {
    const verdict = policyVerdict(policy, { answer: 'no', open: [] }, { ...none, why: '' });
    const because = `ztunnel does not know the action ${policy.action}, so ${policy.name} is not enforced.`;
    return { ...verdict, verdict: 'unsupported', because };
  }
  const context = { question, token, trust: view.settings, policyNamespace: policy.namespace };
  const results = policy.rules.map((rule) =>
    evaluateRule(rule, { ...context, action: policy.action, isZtunnel }),
  );
  const finding = anyOf(results.map((result) => result.finding));
  const index = results.findIndex((result) => result.finding.answer === finding.answer);
  const ignored = [...new Set(results.flatMap((result) => result.ignored))];
  if (finding.answer !== 'no') {
    return policyVerdict(policy, finding, { rule: index, path: ['spec', 'rules', index], why: '', ignored });
  }
  if (results.length === 0)
    return policyVerdict(policy, finding, { ...none, why: 'it has no rules, so nothing ever matches' });
  const only = results.length === 1 ? (results[0]?.why ?? null) : null;
  const why = only?.text ?? `none of its ${results.length} rules holds`;
  return policyVerdict(policy, finding, { rule: null, path: only?.path ?? ['spec', 'rules'], why, ignored });
}

/** STRICT is a denial of callers without identity where ztunnel enforces it. */
function strictDenial(
  view: MeshView,
  point: EnforcementPoint,
  question: AccessQuestion,
): readonly PolicyVerdict[] {
  if (point.kind !== 'ztunnel') return [];
  const mode: ServerMode = ztunnelMode(serverPolicies(view, point.namespace, point.labels), question.port);
  if (mode.mode !== 'STRICT') return [];
  const { identity } = question.source;
  const verdict = identity === undefined ? 'depends' : identity.kind === 'none' ? 'matches' : 'no-match';
  const name = `PeerAuthentication ${mode.object?.name ?? ''}`;
  const because = {
    depends: `${name} demands mTLS, so it depends on source.principal.`,
    matches: `${name} demands mTLS, and the caller has no identity.`,
    'no-match': `${name} demands mTLS, and the caller has an identity.`,
  }[verdict];
  return [
    {
      object: mode.object,
      name,
      action: 'DENY',
      provider: null,
      isDryRun: false,
      verdict,
      rule: null,
      path: mode.path,
      because,
      ignored: [],
      open: verdict === 'depends' ? ['source.principal'] : [],
    },
  ];
}

function tell(
  reasons: Reasons,
  policies: readonly PolicyVerdict[],
  token: TokenCheck,
  decision: AccessDecision,
): void {
  if (token.object !== null) reasons.considered(token.because, token.object, token.path);
  for (const policy of policies) {
    const decided =
      decision.decidedBy !== null && policy.object !== null && decision.decidedBy.object === policy.object;
    const text = policy.isDryRun ? `${policy.because} It is a dry run and is not enforced.` : policy.because;
    if (decided && policy.verdict === 'matches') reasons.chosen(text, policy.object, policy.path);
    else if (policy.verdict === 'no-match' || policy.verdict === 'unsupported') {
      reasons.skipped(text, policy.object, policy.path);
    } else reasons.considered(text, policy.object, policy.path);
  }
  reasons.chosen(decision.because, decision.decidedBy?.object ?? null, decision.decidedBy?.path ?? []);
}

const policiesByNamespace = perView((view) =>
  Map.groupBy(view.authorizationPolicies, (policy) => policy.namespace),
);

function policiesOf(view: MeshView, namespace: string): readonly AuthorizationPolicy[] {
  return policiesByNamespace(view).get(namespace) ?? [];
}
