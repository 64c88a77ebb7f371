/** Everything that is said against objects: what their texts break, and what they are in their mesh. */
import type { Analysis } from '@/lib/config/analysis/analysis';
import { suppressionText } from '@/lib/config/judgement';
import { meshKind } from '@/lib/config/kind-lookup';
import { lineOf } from '@/lib/config/object-lines';
import type { StoredObject } from '@/lib/config/store';
import { textProblems } from '@/lib/config/stored-problems';
import type { FindingAnswer } from './contract';

/** In the order of the objects. */
export function allFindings(objects: readonly StoredObject[], analysis: Analysis): readonly FindingAnswer[] {
  return objects.flatMap((object) => findingsOf(object, analysis));
}

/** Texts of Kubernetes' own kinds are not the console's to judge; what they are in the mesh is. */
function findingsOf(object: StoredObject, analysis: Analysis): readonly FindingAnswer[] {
  const { id } = object;
  const problems = meshKind(id.group, id.kind) === null ? [] : textProblems(object);
  return [
    ...problems.map(({ code, severity, message, line }) => ({
      code,
      severity,
      id,
      line,
      message,
      suppressed: null,
    })),
    ...analysis.of(id).map((finding) => ({
      code: finding.code,
      severity: finding.severity,
      id,
      line: lineOf(object, finding.path),
      message: finding.message,
      suppressed: suppressionText(finding),
    })),
  ];
}
