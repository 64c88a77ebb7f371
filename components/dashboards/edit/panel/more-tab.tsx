'use client';
/** What has no form of its own: mappings, and the whole panel, as JSON. */
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { FormSection } from '@/components/dashboards/edit/form/form-section';
import { JsonField } from '@/components/dashboards/edit/form/json-field';
import { putPanel } from '@/lib/dashboards/edit/change';
import { mappingSchema } from '@/lib/dashboards/model/field';
import { type AskingPanel, asksQueries, type Panel, panelSchema } from '@/lib/dashboards/model/panel';
import { usePutPanel } from './use-put-panel';

const mappings = mappingSchema.array().max(500);

export function MoreTab({ panel }: { readonly panel: Panel }) {
  const { apply } = useEditorView();
  const { id } = panel;
  return (
    <>
      {asksQueries(panel) && <AskingFields panel={panel} />}
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
    </>
  );
}

function AskingFields({ panel }: { readonly panel: AskingPanel }) {
  const put = usePutPanel(panel);
  const { field } = panel;
  return (
    <FormSection title="Mappings">
      <JsonField
        label="What is shown in place of a value"
        value={field.defaults.mappings ?? []}
        schema={mappings}
        example={[{ type: 'value', value: '0', result: { text: 'down', color: 'red' } }]}
        onValue={(next) => put({ field: { ...field, defaults: { ...field.defaults, mappings: next } } })}
      />
    </FormSection>
  );
}
