/** The report as SARIF 2.1.0, which code review tools read. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
import type { CodeFacts } from '@/lib/config/codes';
import type { Report, ReportedProblem } from './report';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** `codes` = what is known of each code that the report names. */
export function sarifReport(
  report: Report,
  version: string,
  codes: (code: string) => CodeFacts | null,
): string {
  const used = [...new Set(report.problems.map((problem) => problem.code))].sort();
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'periplus',
            version,
            informationUri: 'https://periplus.dev',
            rules: used.map((code) => rule(code, codes(code))),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: report.problems.map((problem) => result(problem, used)),
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

function rule(code: string, facts: CodeFacts | null) {
  return {
    id: code,
    shortDescription: { text: facts?.title ?? code },
    ...(facts === null
      ? {}
      : {
          fullDescription: { text: facts.condition ?? facts.title },
          helpUri: facts.docs,
          defaultConfiguration: { level: LEVELS[facts.severity] },
          properties: { tags: [...facts.ist, ...facts.kia] },
        }),
  };
}

function result(problem: ReportedProblem, used: readonly string[]) {
  const object = problem.object === null ? '' : `${problem.object}: `;
  return {
    ruleId: problem.code,
    ruleIndex: used.indexOf(problem.code),
    level: LEVELS[problem.severity],
    message: { text: `${object}${problem.message}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: problem.file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: problem.line, startColumn: problem.column },
        },
      },
    ],
    ...(problem.suppressed === null
      ? {}
      : { suppressions: [{ kind: placeOf(problem.suppressed), justification: problem.suppressed }] }),
  };
}

/** SARIF tells what the files themselves suppress from what was suppressed elsewhere. */
function placeOf(suppressed: string): 'inSource' | 'external' {
  return suppressed.startsWith('annotation') ? 'inSource' : 'external';
}
