/** Texts of files as one mesh: what each breaks by itself, and what its objects are in the mesh. */
import { Analysis } from '@/lib/config/analysis/analysis';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import { checkDocuments, type DocumentCheck } from '@/lib/config/check/check-documents';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { objectKey, objectName } from '@/lib/config/identity';
import { type JudgedProblem, judged } from '@/lib/config/judgement';
import { meshConfigInText, meshConfigOf } from '@/lib/config/mesh-config/find-mesh-config';
import type { MeshConfigReading } from '@/lib/config/mesh-config/mesh-config';
import type { StoredObject } from '@/lib/config/store';
import { storedObjects } from '@/lib/config/stored-objects';
import type { TextProblem } from '@/lib/config/yaml/problem';
import type { NamedText } from './read-paths';
import type { Report, ReportedProblem } from './report';

export interface AnalyzeOptions {
  /** A file of MeshConfig; null looks for it among the texts. */
  readonly meshConfig: NamedText | null;
  /** Codes whose findings do not count. */
  readonly ignore: readonly string[];
}

/** An object with the check of its text. */
interface CheckedIn {
  readonly file: NamedText;
  readonly object: StoredObject;
  readonly document: DocumentCheck;
}

export function analyzeTexts(texts: readonly NamedText[], options: AnalyzeOptions): Report {
  const problems: ReportedProblem[] = [];
  const byKey = new Map<string, CheckedIn>();
  for (const file of texts) {
    const { documents } = checkDocuments(file.text, { judgePattern });
    const placed = new Map(
      storedObjects(file.text, file.name, () => '').placed.map(({ object, span }) => [span.start, object]),
    );
    for (const document of documents) {
      const object = placed.get(document.span.start);
      if (object === undefined) problems.push(...unreadProblems(file, document));
      else if (byKey.has(objectKey(object.id))) problems.push(doubled(file, object, document, byKey));
      else byKey.set(objectKey(object.id), { file, object, document });
    }
  }
  const objects = [...byKey.values()].map(({ object }) => object);
  const mesh = meshOf(objects, options.meshConfig);
  const suppress: readonly SuppressRule[] = options.ignore.map((code) => ({ code }));
  const analysis = new Analysis(objects, { settings: mesh.config, suppress });
  for (const checked of byKey.values()) problems.push(...objectProblems(checked, analysis, options));
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
  { file, object, document }: CheckedIn,
  analysis: Analysis,
  { ignore }: AnalyzeOptions,
): readonly ReportedProblem[] {
  // A file of settings names itself; it is no object of any API.
  const own = isSettingsFile(object) ? [] : document.problems.map(asJudged);
  const { parsed } = document;
  const findings = analysis.of(object.id);
  const found = parsed === null ? [] : judged({ problems: [], parsed }, findings).map(document.inText);
  return [...own, ...found].map((problem) => ({
    ...reported(file, problem),
    object: objectName(object.id),
    // Rules of the text alone know no suppression; `--ignore` means them too.
    suppressed:
      problem.suppressed === null && isIgnored(problem.code, ignore) ? '--ignore' : inWords(problem),
  }));
}

function isSettingsFile({ id, apiVersion }: StoredObject): boolean {
  return id.kind === 'MeshConfig' && apiVersion === '';
}

function asJudged(problem: TextProblem): JudgedProblem {
  return { ...problem, suppressed: null, related: [] };
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
  { code, severity, line, column, message, fix }: TextProblem,
): ReportedProblem {
  return {
    code,
    severity,
    file: file.name,
    line,
    column,
    object: null,
    message,
    fix: fix?.label ?? null,
    suppressed: null,
  };
}

/** A document that gave no object: broken YAML is a mistake, a file of something else is only named. */
function unreadProblems(
  file: NamedText,
  { parsed, problems, span }: DocumentCheck,
): readonly ReportedProblem[] {
  if (parsed === null || !isNoObject(parsed.value)) return problems.map((problem) => reported(file, problem));
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

function isNoObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return !('kind' in value) && !('apiVersion' in value);
}

function doubled(
  file: NamedText,
  { id }: StoredObject,
  { span }: DocumentCheck,
  byKey: ReadonlyMap<string, CheckedIn>,
): ReportedProblem {
  const earlier = byKey.get(objectKey(id));
  const where = `${earlier?.file.name ?? ''}, line ${earlier?.document.span.line ?? 1}`;
  return {
    code: 'PER0991',
    severity: 'warning',
    file: file.name,
    line: span.line,
    column: 1,
    object: objectName(id),
    message: `It stands already in ${where}; this one is left out.`,
    fix: null,
    suppressed: null,
  };
}

function byPlace(a: ReportedProblem, b: ReportedProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
