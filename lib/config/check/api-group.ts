/** A kind of the mesh under a group that does not have it, or misspelt: then no controller reads the object. */
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import type { ObjectId } from '@/lib/config/store';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { type ParsedText, replaceValue } from './move-field';
import { nearestName } from './nearest-name';
import { oneEdit, problemAt } from './problem-at';

/** Groups of Istio, of the Gateway API, or none. Other groups may have kinds of the same names. */
const NEAR_GROUP = /(?:^|\.)istio\.io$|(?:^|\.)networking\.k8s\.io$|^$/;

const GROUPS: ReadonlySet<string> = new Set(MESH_KIND_NAMES.map(({ group }) => group));

export function groupProblems(parsed: ParsedText, { group, kind }: ObjectId): readonly TextProblem[] {
  if (!NEAR_GROUP.test(group)) return [];
  const named = MESH_KIND_NAMES.filter((known) => known.kind === kind);
  const [only] = named;
  if (only !== undefined && !named.some((known) => known.group === group)) {
    const wanted = named.map((known) => `${known.group}/${known.versions[0]}`);
    const fix =
      named.length === 1
        ? oneEdit(`Write ${wanted[0]}`, replaceValue(parsed, ['apiVersion'], wanted[0] ?? ''))
        : null;
    const message = `${group === '' ? 'The core group' : group} has no ${kind}; it belongs to ${wanted.join(' or ')}`;
    return [problemAt(parsed, 'PER0009', ['apiVersion'], message, { fix })];
  }
  if (only !== undefined || !GROUPS.has(group) || !group.endsWith('istio.io')) return [];
  const near = nearestName(
    kind,
    MESH_KIND_NAMES.filter((known) => known.group === group).map((known) => known.kind),
  );
  if (near === null) return [];
  const fix = oneEdit(`Write ${near}`, replaceValue(parsed, ['kind'], near));
  return [
    problemAt(parsed, 'PER0009', ['kind'], `${group} has no kind ${kind}; did you mean ${near}?`, { fix }),
  ];
}
