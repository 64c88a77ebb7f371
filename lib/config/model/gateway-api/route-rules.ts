/** What the rules of every route have in common. */
import { field } from '@/lib/config/model/field';
import { type Checked, repeated } from '@/lib/config/model/rule';
import { sectionName } from './names';
import { refuse } from './rules';

const MAX_MATCHES = 128;

export const ruleName = () =>
  field(sectionName(), 'Name of the rule, unique in the route; policies and status refer to it.', {
    since: 'v1.2',
  });

export function distinctRules(checked: Checked<{ name?: string | undefined }[]>): void {
  for (const index of repeated(checked.value, ({ name }) => name ?? null)) {
    const name = checked.value[index]?.name;
    refuse(checked, 'PER0901', `the rule ${name} is given twice; each name once`, [index, 'name']);
  }
}

/** A rule without matches has one by default. */
export function matchesInBounds(checked: Checked<{ matches?: unknown[] | undefined }[]>): void {
  const total = checked.value.reduce((sum, { matches }) => sum + (matches?.length ?? 1), 0);
  if (total <= MAX_MATCHES) return;
  const message = `${total} matches are more than the ${MAX_MATCHES} that one route may have; divide it into several routes`;
  refuse(checked, 'PER0915', message);
}
