/**
 * What is said of a text when the cluster's own schema is known: the findings of our model as far as they hold in this
 * cluster, and beside them what only its schema has, each once.
 */
import type { CheckedText, ClusterCheck } from '@/lib/config/check/cluster-check';
import { pathText, problemAt } from '@/lib/config/check/problem-at';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { type ClusterIssue, clusterIssues } from './cluster-issues';
import type { IssueKind } from './schema-issue';
import { hasField, valuesAt } from './schema-place';
import type { SchemaPath, StructuralSchema } from './structural-schema';

/** Nobody reads more. */
const AT_MOST = 500;

const CODES: Readonly<Record<IssueKind, string>> = {
  unknown: 'PER0010',
  missing: 'PER0012',
  type: 'PER0013',
  enum: 'PER0014',
  limit: 'PER0015',
  form: 'PER0018',
  rule: 'PER0994',
  duplicate: 'PER0995',
  left: 'PER0996',
};
const STANDS_ALREADY = 'PER0997';

/** Of one kind and version. `stored` is the value that the cluster has, in the same version; null = it is new. */
export function clusterCheck(schema: StructuralSchema, stored: () => unknown): ClusterCheck {
  return (text) => {
    const own = text.problems.filter((problem) => holdsIn(schema, problem, text));
    const issues = clusterIssues(text.parsed.value, schema, stored());
    const added = issues
      .filter((issue) => !isSaid(issue, own))
      .slice(0, AT_MOST)
      .map((issue) => problemOf(text, issue));
    return [...own, ...added].sort((a, b) => a.from - b.from);
  };
}

/** Our own findings alone, without those that do not hold in this cluster. */
export function ownInCluster(schema: StructuralSchema): ClusterCheck {
  return (text) => text.problems.filter((problem) => holdsIn(schema, problem, text));
}

/** Our model is of one version of the API; a cluster may be ahead of it, or have a field that others do not. */
function holdsIn(schema: StructuralSchema, { code, path }: TextProblem, { parsed }: CheckedText): boolean {
  switch (code) {
    case 'PER0010':
    case 'PER0011':
      return !hasField(schema, path);
    case 'PER0014':
      return valuesAt(schema, path)?.includes(at(parsed.value, path)) !== true;
    // The schema is that of the group, kind and version that the text names, so there is such a one.
    case 'PER0009':
    case 'PER0016':
      return false;
    default:
      return true;
  }
}

function at(value: unknown, path: SchemaPath): unknown {
  return path.reduce<unknown>(
    (holder, name) =>
      typeof holder === 'object' && holder !== null ? (holder as Record<string, unknown>)[name] : undefined,
    value,
  );
}

/** Our own words name the mistake better; what a rule says of an object is mostly about one of its fields. */
function isSaid(issue: ClusterIssue, own: readonly TextProblem[]): boolean {
  const deeper = issue.kind === 'rule' || issue.kind === 'form' || issue.kind === 'duplicate' ? 2 : 0;
  return own.some(
    ({ severity, path }) =>
      severity === 'error' &&
      path.length >= issue.path.length &&
      path.length <= issue.path.length + deeper &&
      issue.path.every((name, index) => name === path[index]),
  );
}

function problemOf({ parsed, id }: CheckedText, issue: ClusterIssue): TextProblem {
  const { kind, path, message } = issue;
  if (kind === 'left') return problemAt(parsed, CODES.left, ['kind'], message);
  const where = path.length === 0 ? message.replace(/^The object/, id.kind) : message;
  if (issue.isUnchanged) {
    return problemAt(
      parsed,
      STANDS_ALREADY,
      path,
      `${where} It stands so already: the cluster takes it as long as it is not changed.`,
    );
  }
  if (kind === 'missing')
    return problemAt(parsed, CODES.missing, path.slice(0, -1), where, { shownPath: path });
  if (kind === 'unknown') {
    const holder = path.length === 1 ? id.kind : pathText(path.slice(0, -1));
    const words = `${String(path.at(-1))} is no field of ${holder} in this cluster, which refuses it.`;
    return problemAt(parsed, CODES.unknown, path, words, { atKey: true });
  }
  return problemAt(parsed, CODES[kind], path, where);
}
