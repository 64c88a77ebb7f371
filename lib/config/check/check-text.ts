/**
 * Checks the text of one object: YAML first, then who it is, then the model of its kind. The same function
 * runs while someone types and again on the server before a save.
 */
import { isSameObject, objectName, readIdentity } from '@/lib/config/identity';
import { meshKind } from '@/lib/config/kind-lookup';
import { modelOf } from '@/lib/config/model/models';
import type { ObjectId } from '@/lib/config/store';
import { splitDocuments } from '@/lib/config/yaml/documents';
import { type Positions, positionsOf } from '@/lib/config/yaml/positions';
import { placeAt, type TextProblem } from '@/lib/config/yaml/problem';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { versionProblems, virtualServiceAdvice } from './advice';
import { groupProblems } from './api-group';
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
}

export function checkText(text: string, options: CheckOptions = {}): TextCheck {
  const documents = splitDocuments(text).filter((span) => !span.isEmpty);
  const second = documents[1];
  if (second !== undefined)
    return unread([whole(text, second.start, 'Only one document can be edited at a time.')]);
  const first = documents[0];
  if (first === undefined) return unread([whole(text, 0, 'The text is empty.')]);
  // What stands before the document is blanked, so that offsets stay those of the whole text.
  const own = text.slice(0, first.start).replace(/[^\r\n]/g, ' ') + text.slice(first.start, first.end);
  const reading = readYaml(own);
  if (reading.kind === 'problems') return unread(reading.problems);
  const parsed = parsedText(own, reading.value);
  const identity = readIdentity(reading.value);
  if (identity.kind === 'missing') {
    return { problems: [problemAt(parsed, 'PER0007', identity.path, identity.message)], parsed, id: null };
  }
  return {
    problems: objectProblems(parsed, identity.id, identity.apiVersion, options),
    parsed,
    id: identity.id,
  };
}

function objectProblems(
  parsed: ParsedText,
  id: ObjectId,
  apiVersion: string,
  options: CheckOptions,
): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  const { expected, judgePattern } = options;
  if (expected !== undefined && !isSameObject(expected, id)) {
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
  const kind = meshKind(id.group, id.kind);
  if (kind !== null) problems.push(...versionProblems(parsed, apiVersion, kind));
  else problems.push(...groupProblems(parsed, id));
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

function unread(problems: readonly TextProblem[]): TextCheck {
  return { problems, parsed: null, id: null };
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
