/**
 * What an API server that refuses says (`Status` of meta/v1), as a `Fault`: its own words, the fields that it names,
 * and what to do.
 */
import 'server-only';
import { Fault, type FaultCode, type FaultIssue } from '@/lib/mesh/fault';

/** Who was refused: the hint differs. */
export type Asker = 'console' | 'user';

/** A refusal with what the adapter decides by. */
export class ApiFault extends Fault {
  /** HTTP status. */
  readonly status: number;
  /** `Status.reason`, for example `AlreadyExists`; '' where the answer is no `Status`. */
  readonly reason: string;
  /** Seconds; null where the server did not say. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: FaultCode,
    message: string,
    details: ConstructorParameters<typeof Fault>[2] & {
      readonly status: number;
      readonly reason: string;
      readonly retryAfterSeconds: number | null;
    },
  ) {
    super(code, message, details);
    this.name = 'ApiFault';
    this.status = details.status;
    this.reason = details.reason;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

interface WireStatus {
  readonly message?: string;
  readonly reason?: string;
  readonly details?: {
    readonly retryAfterSeconds?: number;
    readonly causes?: readonly { readonly field?: string; readonly message?: string }[];
  };
}

/** `retryAfter`: the header of that name, or null. */
export function apiFault(status: number, body: string, retryAfter: string | null, asker: Asker): ApiFault {
  const wire = readStatus(body);
  const said = (wire.message ?? body.trim().slice(0, 500)) || `HTTP status ${status}`;
  const seconds = Number(retryAfter ?? wire.details?.retryAfterSeconds ?? Number.NaN);
  const { code, hint } = meaning(status, said, asker);
  return new ApiFault(code, sentence(said), {
    source: 'kubernetes',
    ...(hint === null ? {} : { hint }),
    issues: issuesOf(wire, said),
    status,
    reason: wire.reason ?? '',
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : null,
  });
}

function readStatus(body: string): WireStatus {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as WireStatus) : {};
  } catch {
    return {};
  }
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

interface Meaning {
  readonly code: FaultCode;
  readonly hint: string | null;
}

/** A webhook that says no; the words are those of k8s.io/apiserver's webhook errors. */
const DENIED_BY_WEBHOOK = /^admission webhook "([^"]+)" denied the request/;
/** A policy of the cluster that says no, with 422 or whatever status it chose (k8s.io/apiserver, policy/validating). */
const DENIED_BY_POLICY = /ValidatingAdmissionPolicy '([^']+)' with binding '[^']+' denied request/;
const WEBHOOK_FAILED = /failed calling webhook "([^"]+)"/;

function meaning(status: number, said: string, asker: Asker): Meaning {
  const denied = DENIED_BY_WEBHOOK.exec(said);
  if (denied !== null) {
    return {
      code: 'invalid-object',
      hint: `The cluster's webhook ${denied[1]} refuses this; nothing was changed.`,
    };
  }
  const policy = DENIED_BY_POLICY.exec(said);
  if (policy !== null) {
    return {
      code: 'invalid-object',
      hint: `The cluster's admission policy ${policy[1]} refuses this; nothing was changed.`,
    };
  }
  const failed = WEBHOOK_FAILED.exec(said);
  if (failed !== null) {
    return {
      code: 'source-rejected',
      hint: `Nothing was changed: the cluster asks its webhook ${failed[1]} before it takes a change, and that did not answer. Look at the pods behind it.`,
    };
  }
  switch (status) {
    case 401:
      return asker === 'user'
        ? { code: 'unauthenticated', hint: 'Your token is no longer accepted; sign in again.' }
        : { code: 'source-rejected', hint: "The API server does not accept the console's own account." };
    case 403:
      return {
        code: 'forbidden',
        hint:
          asker === 'user'
            ? 'Your account lacks this right; ask who keeps the roles of the cluster.'
            : "The console's own account lacks this right; see the roles in the README.",
      };
    case 404:
    case 410:
      return { code: 'not-found', hint: null };
    case 409:
      return { code: 'conflict', hint: null };
    case 400:
    case 422:
      return { code: 'invalid-object', hint: 'Mend what is named and try again; nothing was changed.' };
    case 413:
      return { code: 'too-large', hint: null };
    case 429:
      return { code: 'throttled', hint: 'The API server is busy; try again in a moment.' };
    default:
      return { code: 'source-rejected', hint: null };
  }
}

function issuesOf({ details }: WireStatus, said: string): FaultIssue[] {
  const causes = (details?.causes ?? []).flatMap(({ field, message }) =>
    message === undefined ? [] : [{ path: fieldPath(field ?? ''), message: sentence(message) }],
  );
  // Admission repeats its sentence as one cause without a field; the sentence may name some.
  if (causes.some(({ path }) => path.length > 0)) return causes;
  return [...strictIssues(said), ...fieldErrors(said)];
}

/**
 * Fields that a sentence names as Kubernetes' own errors do, which webhooks pass on and policies write by hand:
 * `spec.http[0].route[1].weight: Invalid value: 120: must be at most 100`.
 */
function fieldErrors(said: string): FaultIssue[] {
  const starts = [...said.matchAll(FIELD_ERROR)];
  return starts.map(({ 0: found, 1: field = '', index }, at) => ({
    path: fieldPath(field),
    // Of several errors in one line each has its own words.
    message: sentence(
      said.slice(index + found.length, starts[at + 1]?.index ?? said.length).replace(/[\],\s]+$/, ''),
    ),
  }));
}

/** Strict decoding and webhooks name fields only within their sentence. */
function strictIssues(said: string): FaultIssue[] {
  const found: FaultIssue[] = [];
  for (const [, what = '', field = ''] of said.matchAll(/(unknown|duplicate) field "([^"]+)"/g)) {
    const path = fieldPath(field);
    found.push({
      path,
      message: what === 'unknown' ? `There is no field ${field}.` : `${field} is given twice.`,
    });
  }
  return found;
}

const FIELD_ERROR =
  /\b((?:spec|metadata)(?:\.[A-Za-z_][\w-]*|\[\d+\]|\["[^"\]]+"\]|\[[a-z][^\]"\s]*\])+)\s*:\s*/g;

/** `spec.http[0].match["a.b"]` as its parts; a number stands for a place in a list. */
export function fieldPath(field: string): (string | number)[] {
  const path: (string | number)[] = [];
  // A whole value is named `<nil>`, or by an empty field.
  if (field === '<nil>') return path;
  for (const [, name, index, quoted] of field.matchAll(/([^.[\]]+)|\[(\d+)\]|\[([^\]]*)\]/g)) {
    if (name !== undefined) path.push(name);
    else if (index !== undefined) path.push(Number(index));
    else if (quoted !== undefined) path.push(quoted.replace(/^"|"$/g, ''));
  }
  return path;
}
