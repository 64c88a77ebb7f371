/** An API answer that is no success, with the fields of its problem JSON. Thrown by `fetchAnswer`. */
import type { Problem } from '@/lib/http/problem-schema';

/** One mistake at one place, with its line where known. */
export type ProblemIssue = NonNullable<Problem['issues']>[number];

export interface ProblemFields {
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** A `FaultCode`, or `offline` (no answer), `bad-answer` (an answer that is not what was agreed). */
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly source?: string | undefined;
  readonly issues?: readonly ProblemIssue[] | undefined;
  readonly data?: unknown;
  readonly requestId?: string | null | undefined;
  /** Seconds to wait before the next try, from Retry-After. */
  readonly retryAfterSeconds?: number | null | undefined;
}

export class AnswerProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string | undefined;
  readonly source: string | undefined;
  readonly issues: readonly ProblemIssue[];
  readonly data: unknown;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(fields: ProblemFields) {
    super(fields.message);
    this.name = 'AnswerProblem';
    this.status = fields.status;
    this.code = fields.code;
    this.hint = fields.hint;
    this.source = fields.source;
    this.issues = fields.issues ?? [];
    this.data = fields.data;
    this.requestId = fields.requestId ?? null;
    this.retryAfterSeconds = fields.retryAfterSeconds ?? null;
  }
}
