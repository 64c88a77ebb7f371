'use client';
/** What a node graph can be told: the units of its figures. */
import { FieldPair, FormSection } from '@/components/dashboards/edit/form/form-section';
import { TextField } from '@/components/ui/text-field';
import type { NodeGraphPanel } from '@/lib/dashboards/display/node-graph';
import { usePutPanel } from './use-put-panel';

export function NodeGraphOptions({ panel }: { readonly panel: NodeGraphPanel }) {
  const put = usePutPanel(panel);
  const { nodeUnits, edgeUnits } = panel;
  const unit = (label: string, value: string, onText: (text: string) => void) => (
    <TextField label={label} size="sm" value={value} onChange={(event) => onText(event.target.value)} />
  );
  return (
    <FormSection title="Node graph">
      <p className="text-text-3 text-xs">
        Its queries answer tables: of edges with the columns source and target, of nodes with id. Rename
        columns in Transform; mainstat, secondarystat and arc__… are the figures.
      </p>
      <FieldPair>
        {unit('Unit of mainstat, nodes', nodeUnits.main, (main) =>
          put({ nodeUnits: { ...nodeUnits, main } }, 'unit'),
        )}
        {unit('Of secondarystat', nodeUnits.secondary, (secondary) =>
          put({ nodeUnits: { ...nodeUnits, secondary } }, 'unit'),
        )}
        {unit('Unit of mainstat, edges', edgeUnits.main, (main) =>
          put({ edgeUnits: { ...edgeUnits, main } }, 'unit'),
        )}
        {unit('Of secondarystat', edgeUnits.secondary, (secondary) =>
          put({ edgeUnits: { ...edgeUnits, secondary } }, 'unit'),
        )}
      </FieldPair>
    </FormSection>
  );
}
