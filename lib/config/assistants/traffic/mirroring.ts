/** A copy of each request to another destination: `mirror` or `mirrors` of a rule. */
import { z } from 'zod';
import { MIRRORING } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  optionalFieldsAt,
  textAt,
} from '@/lib/config/simulation/read/fields';
import { destinationSchema, destinationState, destinationValue } from './destination';
import { chosenRule, type RouteChoice, routeChoiceSchema } from './route-choice';
import { ruleAssistant } from './rule-assistant';
import { matchWords, placeWords } from './rule-words';

const schema = routeChoiceSchema.extend({
  /** Null = no copies. */
  mirror: destinationSchema.extend({ percent: z.number() }).nullable(),
});
export type Mirroring = z.infer<typeof schema>;

export function mirrorAt(choice: RouteChoice, rule: Fields): Mirroring {
  const [listed] = fieldsListAt(rule, 'mirrors');
  if (listed !== undefined) {
    const percent = numberAt(fieldsAt(listed, 'percentage'), 'value') ?? 100;
    return { ...choice, mirror: { ...destinationState(fieldsAt(listed, 'destination')), percent } };
  }
  const single = optionalFieldsAt(rule, 'mirror');
  if (single === null) return { ...choice, mirror: null };
  const percent =
    numberAt(fieldsAt(rule, 'mirrorPercentage'), 'value') ??
    numberAt(rule, 'mirrorPercent') ??
    numberAt(rule, 'mirror_percent') ??
    100;
  return { ...choice, mirror: { ...destinationState(single), percent } };
}

function applied(rule: Fields, { mirror }: Mirroring): Fields {
  const listed = fieldsListAt(rule, 'mirrors');
  const [first, ...others] = listed;
  if (first !== undefined) {
    const changed =
      mirror === null
        ? others
        : [
            {
              ...first,
              destination: destinationValue(fieldsAt(first, 'destination'), mirror),
              percentage: percentage(mirror.percent, fieldsAt(first, 'percentage')),
            },
            ...others,
          ];
    return { ...rule, mirrors: changed.length === 0 ? undefined : changed };
  }
  const { mirror: _, mirrorPercentage: __, mirrorPercent: ___, mirror_percent: ____, ...rest } = rule;
  if (mirror === null) return rest;
  return {
    ...rest,
    mirror: destinationValue(fieldsAt(rule, 'mirror'), mirror),
    mirrorPercentage: percentage(mirror.percent, fieldsAt(rule, 'mirrorPercentage')),
  };
}

/** All is what holds without the field, so it is written only where it stands already. */
function percentage(percent: number, before: Fields): Fields | undefined {
  return percent === 100 && before.value === undefined ? undefined : { value: percent };
}

/** Further copies of the chosen rule, which stay. */
function others(rule: Fields): readonly string[] {
  return fieldsListAt(rule, 'mirrors')
    .slice(1)
    .map((entry) => `a further copy to ${textAt(fieldsAt(entry, 'destination'), 'host') ?? 'somewhere'}`);
}

export const mirroring: Assistant<Mirroring> = ruleAssistant({
  about: MIRRORING,
  schema,
  what: 'mirroring',
  stateAt: mirrorAt,
  applied,
  kept: others,
  wanted: ({ mirror }) => (mirror === null ? [] : [mirror]),
  says(state, mesh) {
    const { mirror } = state;
    const who = `${matchWords(chosenRule(mesh, state))} to ${placeWords(state.host)}`;
    if (mirror === null) return [`${who}: nothing is copied.`];
    return [
      `${who}: ${mirror.percent === 100 ? 'each' : `${mirror.percent} %`} is copied to ${placeWords(mirror.host, mirror.subset)}; callers never see its answers.`,
      'A copy of a request that writes is written twice.',
    ];
  },
  problems: mirrorProblems,
});

function mirrorProblems({ mirror, namespace }: Mirroring, mesh: MeshObjects): readonly FieldProblem[] {
  if (mirror === null) return [];
  const problems: FieldProblem[] = [];
  if (mirror.host === '' || mesh.service(mirror.host, namespace) === null) {
    problems.push({ field: 'mirror.host', message: 'Choose the service that gets the copies' });
  }
  if (mirror.percent < 0 || mirror.percent > 100) {
    problems.push({ field: 'mirror.percent', message: 'A share is between 0 and 100 per cent' });
  }
  return problems;
}
