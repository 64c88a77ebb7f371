/**
 * Checks the text of one object: YAML first, then who it is, then the model of its kind. The same function
 * runs while someone types and again on the server before a save.
 */
import { isSameObject, objectName, readIdentity } from '@/lib/config/identity';
import { meshKind } from '@/lib/config/kind-lookup';
import { modelOf } from '@/lib/config/model/models';
import type { ObjectId } from '@/lib/config/store';
import { splitDocuments } from '@/lib/config/yaml/documents';
import { type ListItem, listItems, splitList } from '@/lib/config/yaml/list-items';
import { type Positions, positionsOf } from '@/lib/config/yaml/positions';
import { placeAt, type TextProblem } from '@/lib/config/yaml/problem';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { versionProblems, virtualServiceAdvice } from './advice';
import { groupProblems } from './api-group';
import type { ClusterCheck } from './cluster-check';
import { deprecatedProblems } from './deprecated';
import { disguisedValues } from './disguised-values';
import { modelProblems } from './model-problems';
import type { ParsedText } from './move-field';
import { type PatternJudge, patternProblems } from './patterns';
import { problemAt } from './problem-at';

export interface TextCheck {
  readonly problems: readonly TextProblem[];
  /** Null while the text does not parse. */
  readonly parsed: ParsedText | null;
  readonly id: ObjectId | null;
}

export interface CheckOptions {
  /** The object that is edited: a text about another one is an error. */
  readonly expected?: ObjectId | undefined;
  /** Judges regular expressions; left out they are not looked at. */
  readonly judgePattern?: PatternJudge | undefined;
  /** What the cluster's own schema says besides; left out where there is none, or it is not known. */
  readonly byCluster?: ClusterCheck | undefined;
}

export function checkText(text: string, options: CheckOptions = {}): TextCheck {
  const { problems, parsed, id, apiVersion } = readObjectText(text);
  if (parsed === null || id === null) return { problems, parsed, id: null };
  const own = objectProblems(parsed, id, apiVersion, options);
  return { problems: options.byCluster?.({ parsed, id, apiVersion, problems: own }) ?? own, parsed, id };
}

/** Only reads: its problems are those that keep the text from being one object, or whose it is from being known. */
export function readObjectText(text: string): TextCheck & { readonly apiVersion: string } {
  const documents = splitDocuments(text).filter((span) => !span.isEmpty);
  const second = documents[1];
  if (second !== undefined)
    return unread([
      whole(
        text,
        second.start,
        'Only one document can be edited at a time; New object takes several and opens each as a draft.',
      ),
    ]);
  const first = documents[0];
  if (first === undefined) return unread([whole(text, 0, 'The text is empty.')]);
  // What stands before the document is blanked, so that offsets stay those of the whole text. A byte order mark is no
  // indentation, which a blank in its place would be.
  const before = text.slice(0, first.start).replace(/[^\r\n\ufeff]/g, ' ');
  const own = before + text.slice(first.start, first.end);
  const reading = readYaml(own);
  if (reading.kind === 'problems') return unread(reading.problems);
  const items = listItems(own, reading.value);
  if (items !== null) return unread([listProblem(own, first.start, items)]);
  const parsed = parsedText(own, reading.value);
  const identity = readIdentity(reading.value);
  if (identity.kind === 'missing') {
    const problems = [problemAt(parsed, 'PER0007', identity.path, identity.message)];
    return { problems, parsed, id: null, apiVersion: '' };
  }
  return { problems: [], parsed, id: identity.id, apiVersion: identity.apiVersion };
}

function objectProblems(
  parsed: ParsedText,
  id: ObjectId,
  apiVersion: string,
  options: CheckOptions,
): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  const { expected, judgePattern } = options;
  const kind = meshKind(id.group, id.kind);
  const strangers = kind === null ? groupProblems(parsed, id) : [];
  // A kind that does not exist is a slip and no other object.
  if (expected !== undefined && strangers.length === 0 && !isSameObject(expected, id)) {
    const path =
      expected.kind !== id.kind || expected.group !== id.group
        ? ['kind']
        : ['metadata', expected.name === id.name ? 'namespace' : 'name'];
    problems.push(
      problemAt(
        parsed,
        'PER0008',
        path,
        `This is ${objectName(id)}; saving it here would not rename ${objectName(expected)}. Create it as a new object.`,
      ),
    );
  }
  if (kind !== null) problems.push(...versionProblems(parsed, apiVersion, kind));
  problems.push(...strangers);
  const model = modelOf(id.group, id.kind);
  if (model !== null) {
    problems.push(...modelProblems(parsed, `${id.group}/${id.kind}`, model));
    problems.push(...deprecatedProblems(parsed, model));
    if (judgePattern !== undefined) problems.push(...patternProblems(parsed, judgePattern));
    if (id.kind === 'VirtualService') problems.push(...virtualServiceAdvice(parsed));
  }
  if (kind !== null) problems.push(...disguisedValues(parsed, model));
  return problems.sort((a, b) => a.from - b.from);
}

/** A text without problems is never asked where its parts stand, so that is found out when it is. */
function parsedText(text: string, value: unknown): ParsedText {
  let positions: Positions | null = null;
  return {
    text,
    value,
    get positions() {
      positions ??= positionsOf(text);
      return positions;
    },
  };
}

function unread(problems: readonly TextProblem[]): ReturnType<typeof readObjectText> {
  return { problems, parsed: null, id: null, apiVersion: '' };
}

/** One text holds one object; a List of one is that object with a wrapper around it. */
function listProblem(text: string, from: number, items: readonly ListItem[]): TextProblem {
  const count = items.length === 1 ? 'one object' : `${items.length} objects`;
  const advice = items.length === 1 ? '' : ' New object takes a List and opens each as a draft.';
  const problem = whole(text, from, `This is a List of ${count}; one text holds one object.${advice}`);
  const { edits } = splitList(text, items);
  return items.length === 1 ? { ...problem, fix: { label: 'Take its object alone', edits } } : problem;
}

function whole(text: string, from: number, message: string): TextProblem {
  const end = text.indexOf('\n', from);
  const to = end < 0 ? text.length : end;
  return {
    code: 'PER0006',
    severity: 'error',
    message,
    from,
    to,
    ...placeAt(text, from),
    path: [],
    fix: null,
  };
}
