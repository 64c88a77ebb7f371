/** One thing that the cluster's own schema has against an object. */
import type { SchemaPath } from './structural-schema';

export type IssueKind =
  /** The field is not in the schema: the server refuses it, or drops it. */
  | 'unknown'
  | 'missing'
  | 'type'
  | 'enum'
  /** Too small, too large, too long, too many. */
  | 'limit'
  /** A pattern, a format, or none of the forms that are allowed. */
  | 'form'
  /** Two entries of a list where each may be there once. */
  | 'duplicate'
  /** One of the definition's own rules (CEL) does not hold. */
  | 'rule'
  /** Rules that only the server can ask. */
  | 'left';

export interface SchemaIssue {
  readonly kind: IssueKind;
  readonly path: SchemaPath;
  /** A sentence. */
  readonly message: string;
  /**
   * The server does not ask the rules (CEL) of an object with such an issue
   * (k8s.io/apiextensions-apiserver, customresource strategy: hasBlockingErr).
   */
  readonly keepsRulesFromBeingAsked: boolean;
}

/** The last name of a path, with its index where it is the entry of a list. */
export function nameOf(path: SchemaPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'The object';
  return typeof last === 'number' ? `${path.at(-2) ?? ''}[${last}]` : last;
}
