'use client';
/** What has no form of its own: transformations, overrides, mappings, and the whole panel, as JSON. */
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { FormSection } from '@/components/dashboards/edit/form/form-section';
import { JsonField } from '@/components/dashboards/edit/form/json-field';
import { putPanel } from '@/lib/dashboards/edit/change';
import { fieldConfigSchema, mappingSchema } from '@/lib/dashboards/model/field';
import { type AskingPanel, asksQueries, type Panel, panelSchema } from '@/lib/dashboards/model/panel';
import { transformationSchema } from '@/lib/dashboards/model/transformation';
import { usePutPanel } from './use-put-panel';

const transformations = transformationSchema.array().max(50);
const overrides = fieldConfigSchema.shape.overrides.unwrap();
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
    <>
      <FormSection title="Transformations">
        <JsonField
          label="What is done with the answers, in order"
          hint="organize, merge, joinByField, groupBy, calculateField, sortBy, labelsToFields, filterByValue, filterFieldsByName, renameByRegex, reduce, limit"
          value={panel.transformations}
          schema={transformations}
          example={[{ id: 'sortBy', field: 'Value', desc: true }]}
          onValue={(next) => put({ transformations: next })}
        />
      </FormSection>
      <FormSection title="Overrides">
        <JsonField
          label="Options of some fields"
          hint="by: name, names, regexp, type, refId or value"
          value={field.overrides}
          schema={overrides}
          example={[
            {
              matcher: { by: 'regexp', pattern: '5..' },
              options: { color: { mode: 'fixed', fixed: 'red' } },
            },
          ]}
          onValue={(next) => put({ field: { ...field, overrides: next } })}
        />
      </FormSection>
      <FormSection title="Mappings">
        <JsonField
          label="What is shown in place of a value"
          value={field.defaults.mappings ?? []}
          schema={mappings}
          example={[{ type: 'value', value: '0', result: { text: 'down', color: 'red' } }]}
          onValue={(next) => put({ field: { ...field, defaults: { ...field.defaults, mappings: next } } })}
        />
      </FormSection>
    </>
  );
}
