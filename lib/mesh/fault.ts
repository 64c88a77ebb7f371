/**
 * What can go wrong, as one small closed set. Adapters and loaders throw a `Fault`;
 * `lib/http/problem.ts` is the only place that turns one into an HTTP answer.
 */

import type { GAP } from './warning-codes';

/** The systems that Periplus reads from, and its own settings file. */
export type SourceName = 'prometheus' | 'jaeger' | 'kubernetes' | 'manifests' | 'settings';

export const FAULT_CODES = [
  'bad-request',
  'unauthenticated',
  'forbidden',
  'read-only',
  'not-found',
  'conflict',
  'too-large',
  'throttled',
  'invalid-object',
  'source-unreachable',
  'source-timeout',
  'source-rejected',
  'source-bad-data',
  'internal',
] as const;

/** `source-rejected`: the source understood the request and refused it, and its own message is passed on. */
export type FaultCode = (typeof FAULT_CODES)[number];

/** One mistake at one place: a field of a request (`path: ['window','from']`) or of an object, with its line where known. */
export interface FaultIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

export interface FaultDetails {
  /** The source that failed, where one did. */
  readonly source?: SourceName;
  /** What the reader can do about it, as a sentence. */
  readonly hint?: string;
  readonly issues?: readonly FaultIssue[];
  /** Anything the client needs to continue, for example both texts of a conflict. Never secrets. */
  readonly data?: unknown;
  readonly cause?: unknown;
}

/** Marks faults of every copy of this module: Next bundles pages and route handlers apart, and sources are shared by both. */
const BRAND = Symbol.for('periplus.fault');

/** An expected failure. `message` is a sentence for the reader: what happened, to what. */
export class Fault extends Error {
  /** A fault that another copy of this module threw is a fault here too. */
  static override [Symbol.hasInstance](this: unknown, value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false;
    // biome-ignore lint/complexity/noThisInStatic: a subclass asks for itself; only the base class is told by its brand
    return this === Fault ? BRAND in value : Function.prototype[Symbol.hasInstance].call(this, value);
  }

  readonly [BRAND] = true;
  readonly code: FaultCode;
  readonly source: SourceName | undefined;
  readonly hint: string | undefined;
  readonly issues: readonly FaultIssue[];
  readonly data: unknown;

  constructor(code: FaultCode, message: string, details: FaultDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Fault';
    this.code = code;
    this.source = details.source;
    this.hint = details.hint;
    this.issues = details.issues ?? [];
    this.data = details.data;
  }
}

/** A part of an answer that is missing or doubtful, and why: an answer with warnings is partial, never wrong. */
export interface Warning {
  readonly source: SourceName;
  /** `gap`: what a source was not allowed to show, or cannot. */
  readonly code: FaultCode | 'partial' | 'info' | typeof GAP;
  readonly message: string;
}
