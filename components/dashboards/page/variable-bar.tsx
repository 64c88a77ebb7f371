'use client';
/** What can be chosen above a dashboard. */
import type { ResolvedVariable } from '@/components/dashboards/variables/resolve-variables';
import type { Variables } from '@/components/dashboards/variables/use-variables';
import { FilterChoice } from './filter-choice';
import { TextChoice } from './text-choice';
import { VariableChoice } from './variable-choice';

export function VariableBar({ variables: { resolved, choose } }: { readonly variables: Variables }) {
  const shown = resolved.filter(
    ({ variable }) => variable.hide !== 'variable' && variable.type !== 'constant',
  );
  if (shown.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {shown.map((one) => (
        <Choice key={one.variable.name} one={one} choose={choose} />
      ))}
    </div>
  );
}

function Choice({ one, choose }: { readonly one: ResolvedVariable; readonly choose: Variables['choose'] }) {
  const { variable } = one;
  const pick = (values: readonly string[]) => choose(variable.name, values);
  switch (variable.type) {
    case 'textbox':
      return <TextChoice one={one} onChoose={pick} />;
    case 'adhoc':
      return <FilterChoice variable={variable} onChoose={pick} />;
    default:
      return <VariableChoice one={one} onChoose={pick} />;
  }
}
