'use client';
/** The panel itself: its kind, title and words, whether it repeats, and what its kind can be told. */
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { AreaField } from '@/components/dashboards/edit/form/area-field';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair, FormSection } from '@/components/dashboards/edit/form/form-section';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import { withSize } from '@/lib/dashboards/edit/arrange';
import { movePanel, putPanel } from '@/lib/dashboards/edit/change';
import { asType, NEW_PANEL_TYPES } from '@/lib/dashboards/edit/new-panel';
import { GRID_COLUMNS, type Panel } from '@/lib/dashboards/model/panel';
import { LinksField } from './links-field';
import { TypeOptions } from './type-options';
import { usePutPanel } from './use-put-panel';

export function PanelTab({ panel }: { readonly panel: Panel }) {
  const put = usePutPanel<Panel>(panel);
  return (
    <>
      <FormSection title="Panel">
        <KindField panel={panel} />
        <TextField
          label="Title"
          size="sm"
          value={panel.title}
          onChange={(event) => put({ title: event.target.value }, 'title')}
        />
        <AreaField
          label="Description"
          hint="Shown at the i beside the title."
          rows={2}
          value={panel.description}
          onValue={(description) => put({ description }, 'description')}
        />
        <Checkbox
          label="Without border and background"
          checked={panel.transparent}
          onCheckedChange={(transparent) => put({ transparent })}
        />
      </FormSection>
      <TypeOptions panel={panel} />
      <PlaceFields panel={panel} />
      <RepeatFields panel={panel} />
      <FormSection title="Links">
        <LinksField
          label="Links of the panel"
          hint="$variables are filled in."
          value={panel.links}
          onValue={(links) => put({ links }, 'links')}
        />
      </FormSection>
    </>
  );
}

function KindField({ panel }: { readonly panel: Panel }) {
  const { apply } = useEditorView();
  const own = panel.type === 'unsupported' ? [{ value: 'unsupported', label: panel.originalType }] : [];
  return (
    <ChoiceField<string>
      label="Kind"
      value={panel.type}
      onValue={(type) => {
        const known = NEW_PANEL_TYPES.find(([one]) => one === type);
        if (known !== undefined) apply(putPanel(asType(panel, known[0])));
      }}
      options={[...own, ...NEW_PANEL_TYPES.map(([value, label]) => ({ value, label }))]}
    />
  );
}

function PlaceFields({ panel: { id, place } }: { readonly panel: Panel }) {
  const { apply } = useEditorView();
  const size = (next: { w?: number | null; h?: number | null }) => {
    const to = withSize(place, { w: next.w ?? place.w, h: next.h ?? place.h });
    apply(movePanel(id, to), `place of panel ${id}`);
  };
  return (
    <FormSection title="Size">
      <FieldPair>
        <NumberField
          label="Columns of 24"
          whole
          least={1}
          most={GRID_COLUMNS - place.x}
          value={place.w}
          onValue={(w) => size({ w })}
        />
        <NumberField
          label="Rows of 30 px"
          whole
          least={1}
          most={200}
          value={place.h}
          onValue={(h) => size({ h })}
        />
      </FieldPair>
    </FormSection>
  );
}

const NEVER = '–';

function RepeatFields({ panel }: { readonly panel: Panel }) {
  const put = usePutPanel<Panel>(panel);
  const { dashboard } = useEditorView();
  const { repeat } = panel;
  const names = dashboard.variables.filter((variable) => 'multi' in variable).map(({ name }) => name);
  if (names.length === 0 && repeat === null) return null;
  const known = repeat === null || names.includes(repeat.variable) ? names : [repeat.variable, ...names];
  return (
    <FormSection title="Repeat">
      <FieldPair>
        <ChoiceField
          label="For each value of"
          value={repeat?.variable ?? NEVER}
          onValue={(variable) =>
            put({
              repeat: variable === NEVER ? null : { direction: 'h', maxPerRow: 4, ...repeat, variable },
            })
          }
          options={[
            { value: NEVER, label: 'Nothing: it stands once' },
            ...known.map((name) => ({ value: name, label: `$${name}` })),
          ]}
        />
        {repeat !== null && (
          <ChoiceField
            label="Copies stand"
            value={repeat.direction}
            onValue={(direction) => put({ repeat: { ...repeat, direction } })}
            options={[
              { value: 'h', label: 'Beside each other' },
              { value: 'v', label: 'Below each other' },
            ]}
          />
        )}
      </FieldPair>
      {repeat !== null && repeat.direction === 'h' && (
        <NumberField
          label="Most in one line"
          whole
          least={1}
          most={GRID_COLUMNS}
          value={repeat.maxPerRow}
          onValue={(maxPerRow) =>
            put({ repeat: { ...repeat, maxPerRow: maxPerRow ?? 4 } }, 'most in one line')
          }
        />
      )}
    </FormSection>
  );
}
