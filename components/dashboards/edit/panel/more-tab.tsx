'use client';
/** The whole panel as JSON, for what is easier to write than to fill in. */
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { FormSection } from '@/components/dashboards/edit/form/form-section';
import { JsonField } from '@/components/dashboards/edit/form/json-field';
import { putPanel } from '@/lib/dashboards/edit/change';
import { type Panel, panelSchema } from '@/lib/dashboards/model/panel';

export function MoreTab({ panel }: { readonly panel: Panel }) {
  const { apply } = useEditorView();
  const { id } = panel;
  return (
    <FormSection title="Whole panel">
      <JsonField
        label="JSON of the panel"
        value={panel}
        schema={panelSchema}
        rows={10}
        // Under another id it would be another panel.
        onValue={(next) => apply(putPanel({ ...next, id }))}
      />
    </FormSection>
  );
}
