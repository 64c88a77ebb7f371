'use client';
/** The values that a variable has now, or why it has none. */
import { useDashboard } from '@/components/dashboards/view/dashboard-context';

/** More are counted, not shown. */
const MOST_SHOWN = 30;

export function VariablePreview({ name }: { readonly name: string }) {
  const { variables } = useDashboard();
  const one = variables.find(({ variable }) => variable.name === name);
  if (one === undefined) return null;
  const { options, state, variable } = one;
  if (typeof state === 'object') {
    return (
      <p role="alert" className="text-failing text-xs">
        {state.problem}
      </p>
    );
  }
  if (state === 'pending') return <p className="text-text-3 text-xs">Asking for its values …</p>;
  if (variable.type !== 'query' && variable.type !== 'custom' && variable.type !== 'interval') return null;
  return (
    <section aria-label={`Values of ${name}`} className="grid gap-1">
      <p className="text-text-3 text-xs">
        {options.length === 0
          ? 'It has no values now.'
          : `${options.length.toLocaleString('en-US')} ${options.length === 1 ? 'value' : 'values'} now`}
      </p>
      <ul className="flex flex-wrap gap-1">
        {options.slice(0, MOST_SHOWN).map(({ value, text }) => (
          <li
            key={value}
            title={value}
            className="max-w-60 truncate rounded-tag border border-line bg-raised px-1.5 font-mono text-xs"
          >
            {text}
          </li>
        ))}
        {options.length > MOST_SHOWN && (
          <li className="text-text-3 text-xs">
            {(options.length - MOST_SHOWN).toLocaleString('en-US')} more
          </li>
        )}
      </ul>
    </section>
  );
}
