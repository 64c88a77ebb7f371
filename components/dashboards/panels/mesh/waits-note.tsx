/** In place of what cannot be asked yet, as the panels with queries say it. */
import { PanelNote } from '@/components/dashboards/panels/panel-note';

export function WaitsNote({ names }: { readonly names: readonly string[] }) {
  return (
    <PanelNote>
      {names.map((name) => `$${name}`).join(', ')} {names.length === 1 ? 'has' : 'have'} no value yet.
    </PanelNote>
  );
}
