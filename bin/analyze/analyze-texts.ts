/** Texts of files as one mesh: what each breaks by itself, and what its objects are in the mesh. */
import { Analysis } from '@/lib/config/analysis/analysis';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { objectKey, objectName } from '@/lib/config/identity';
import { type JudgedProblem, judged } from '@/lib/config/judgement';
import { meshConfigInText, meshConfigOf } from '@/lib/config/mesh-config/find-mesh-config';
import type { MeshConfigReading } from '@/lib/config/mesh-config/mesh-config';
import { type PlacedObject, storedObjects } from '@/lib/config/stored-objects';
import { type DocumentSpan, splitDocuments } from '@/lib/config/yaml/documents';
import type { NamedText } from './read-paths';
import type { Report, ReportedProblem } from './report';

export interface AnalyzeOptions {
  /** A file of MeshConfig; null looks for it among the texts. */
  readonly meshConfig: NamedText | null;
  /** Codes whose findings do not count. */
  readonly ignore: readonly string[];
}

interface PlacedIn {
  readonly file: NamedText;
  readonly placed: PlacedObject;
}

export function analyzeTexts(texts: readonly NamedText[], options: AnalyzeOptions): Report {
  const problems: ReportedProblem[] = [];
  const byKey = new Map<string, PlacedIn>();
  for (const file of texts) {
    const { placed } = storedObjects(file.text, file.name, () => '');
    problems.push(...unreadDocuments(file, placed));
    for (const one of placed) {
      const key = objectKey(one.object.id);
      const earlier = byKey.get(key);
      if (earlier === undefined) byKey.set(key, { file, placed: one });
      else problems.push(doubled(file, one, earlier));
    }
  }
  const objects = [...byKey.values()].map(({ placed }) => placed.object);
  const mesh = meshOf(objects, options.meshConfig);
  const suppress: readonly SuppressRule[] = options.ignore.map((code) => ({ code }));
  const analysis = new Analysis(objects, { settings: mesh.config, suppress });
  for (const { file, placed } of byKey.values())
    problems.push(...objectProblems(file, placed, analysis, options));
  return {
    files: texts.length,
    objects: objects.length,
    problems: problems.sort(byPlace),
    settings: settingsLines(mesh),
  };
}

function meshOf(objects: Parameters<typeof meshConfigOf>[0], given: NamedText | null): MeshConfigReading {
  return given === null ? meshConfigOf(objects) : meshConfigInText(given.text, given.name);
}

function settingsLines({ sources, assumed, problems }: MeshConfigReading): readonly string[] {
  const from = sources.map(({ title, origin }) => (title === origin ? title : `${title} (${origin})`));
  return [
    from.length === 0
      ? 'No MeshConfig was found; Istio’s defaults are assumed (--mesh-config gives another):'
      : `MeshConfig from ${from.join(' and ')}${assumed.length === 0 ? '.' : '; assumed beside it:'}`,
    ...assumed.map((what) => `  - ${what}`),
    ...problems.map(({ field, message }) => `  ! ${field === '' ? '' : `${field}: `}${message}`),
  ];
}

function objectProblems(
  file: NamedText,
  { object, span, list }: PlacedObject,
  analysis: Analysis,
  { ignore }: AnalyzeOptions,
): readonly ReportedProblem[] {
  const check = checkText(object.text, { expected: object.id, judgePattern });
  return judged(check, analysis.of(object.id)).map((problem) => ({
    ...reported(file, problem, span.line, list?.indent ?? 0),
    object: objectName(object.id),
    // Rules of the text alone know no suppression; `--ignore` means them too.
    suppressed:
      problem.suppressed === null && isIgnored(problem.code, ignore) ? '--ignore' : inWords(problem),
  }));
}

/** The analysis takes `--ignore` for an entry of the settings file; here it has its own name. */
function inWords({ suppressed }: JudgedProblem): string | null {
  return suppressed?.includes('settings file') === true ? '--ignore' : suppressed;
}

function isIgnored(code: string, ignore: readonly string[]): boolean {
  return ignore.some((pattern) => {
    const wanted = pattern.toUpperCase();
    return wanted.endsWith('*') ? code.startsWith(wanted.slice(0, -1)) : code === wanted;
  });
}

function reported(
  file: NamedText,
  {
    code,
    severity,
    line,
    column,
    message,
    fix,
  }: JudgedProblem | ReturnType<typeof checkText>['problems'][number],
  firstLine: number,
  indent: number,
): ReportedProblem {
  return {
    code,
    severity,
    file: file.name,
    line: firstLine + line - 1,
    column: column + indent,
    object: null,
    message,
    fix: fix?.label ?? null,
    suppressed: null,
  };
}

/** Documents that gave no object: broken YAML is a mistake, a file of something else is only named. */
function unreadDocuments(file: NamedText, placed: readonly PlacedObject[]): readonly ReportedProblem[] {
  const read = new Set(placed.map(({ span, list }) => (list?.document ?? span).start));
  return splitDocuments(file.text)
    .filter((span) => !span.isEmpty && !read.has(span.start))
    .flatMap((span) => documentProblems(file, span));
}

function documentProblems(file: NamedText, span: DocumentSpan): readonly ReportedProblem[] {
  const text = file.text.slice(span.start, span.end);
  const { problems, parsed } = checkText(text);
  const isOther = parsed !== null && isNoObject(parsed.value);
  if (isOther) {
    return [
      {
        code: 'PER0007',
        severity: 'info',
        file: file.name,
        line: span.line,
        column: 1,
        object: null,
        message: 'This document is no Kubernetes object and is left out.',
        fix: null,
        suppressed: null,
      },
    ];
  }
  return problems.map((problem) => reported(file, problem, span.line, 0));
}

function isNoObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return !('kind' in value) && !('apiVersion' in value);
}

function doubled(file: NamedText, { object, span }: PlacedObject, earlier: PlacedIn): ReportedProblem {
  return {
    code: 'PER0008',
    severity: 'warning',
    file: file.name,
    line: span.line,
    column: 1,
    object: objectName(object.id),
    message: `It stands already in ${earlier.file.name}, line ${earlier.placed.span.line}; this one is left out.`,
    fix: null,
    suppressed: null,
  };
}

function byPlace(a: ReportedProblem, b: ReportedProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
