/** In place of what cannot be asked yet: which variables have no value, and why where that is known. */
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import { PanelNote } from './panel-note';

export function WaitsNote({ names }: { readonly names: readonly string[] }) {
  const { variables } = useDashboard();
  const why = variables.flatMap(({ variable, state }) =>
    names.includes(variable.name) && typeof state === 'object' ? [state.problem] : [],
  );
  return (
    <PanelNote>
      {names.map((name) => `$${name}`).join(', ')} {names.length === 1 ? 'has' : 'have'} no value yet.
      {why[0] !== undefined && ` ${why[0]}`}
    </PanelNote>
  );
}
