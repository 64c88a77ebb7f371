'use client';
/** Marks over the charts: from queries, or from what the console knows anyway. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { AreaField } from '@/components/dashboards/edit/form/area-field';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { ColorField } from '@/components/dashboards/edit/form/color-field';
import { FieldPair } from '@/components/dashboards/edit/form/form-section';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import { type Annotation, annotationSchema } from '@/lib/dashboards/model/dashboard';
import { tagsIn } from './general-form';
import { ItemList } from './item-list';
import { usePutDashboard } from './use-put-dashboard';

const KINDS = [
  { value: 'query', label: 'A query' },
  { value: 'config-changes', label: 'Changes of configuration' },
  { value: 'rollouts', label: 'Rollouts' },
  { value: 'incidents', label: 'Incidents' },
  { value: 'alerts', label: 'Alerts that fire' },
] as const;

export function AnnotationsForm() {
  const { dashboard } = useEditorView();
  const put = usePutDashboard();
  const [open, setOpen] = useState<number | null>(null);
  const { annotations } = dashboard;
  const add = () => {
    const name = `Marks ${annotations.length + 1}`;
    put({
      annotations: [...annotations, annotationSchema.parse({ name, source: { kind: 'query', expr: '' } })],
    });
    setOpen(annotations.length);
  };
  return (
    <>
      <ItemList<Annotation>
        label="Marks"
        items={annotations}
        titleOf={({ name }) => name}
        kindOf={({ source }) => KINDS.find(({ value }) => value === source.kind)?.label ?? source.kind}
        open={open}
        onOpen={setOpen}
        onItems={(next) => put({ annotations: next }, 'annotations')}
        form={(annotation, change) => <AnnotationForm annotation={annotation} onAnnotation={change} />}
      />
      <div className="px-4 py-3">
        <Button onClick={add}>
          <Plus aria-hidden="true" />
          Marks
        </Button>
      </div>
    </>
  );
}

interface AnnotationFormProps {
  readonly annotation: Annotation;
  readonly onAnnotation: (annotation: Annotation) => void;
}

function AnnotationForm({ annotation, onAnnotation }: AnnotationFormProps) {
  const { source } = annotation;
  return (
    <>
      <FieldPair>
        <TextField
          label="Name"
          size="sm"
          value={annotation.name}
          maxLength={200}
          onChange={(event) =>
            event.target.value !== '' && onAnnotation({ ...annotation, name: event.target.value })
          }
        />
        <ColorField
          label="Colour"
          value={annotation.color}
          onValue={(color) => onAnnotation({ ...annotation, color })}
        />
        <ChoiceField
          label="From"
          value={source.kind}
          onValue={(kind) => {
            const next = kind === 'query' ? { kind, expr: '' } : { kind };
            onAnnotation(annotationSchema.parse({ ...annotation, source: next }));
          }}
          options={KINDS}
        />
      </FieldPair>
      {source.kind === 'query' && <QuerySource annotation={annotation} onAnnotation={onAnnotation} />}
      <Checkbox
        label="Shown at first"
        checked={annotation.enabled}
        onCheckedChange={(enabled) => onAnnotation({ ...annotation, enabled })}
      />
      <Checkbox
        label="Not offered above the dashboard"
        checked={annotation.hidden}
        onCheckedChange={(hidden) => onAnnotation({ ...annotation, hidden })}
      />
    </>
  );
}

function QuerySource({ annotation, onAnnotation }: AnnotationFormProps) {
  const { source } = annotation;
  if (source.kind !== 'query') return null;
  const put = (part: Partial<typeof source>) =>
    onAnnotation({ ...annotation, source: { ...source, ...part } });
  return (
    <>
      <AreaField
        label="Query"
        mono
        rows={2}
        hint="Where it is above zero, there is a mark."
        value={source.expr}
        onValue={(expr) => put({ expr })}
      />
      <FieldPair>
        <TextField
          label="Title"
          size="sm"
          mono
          hint="{{label}}"
          value={source.title}
          onChange={(event) => put({ title: event.target.value })}
        />
        <TextField
          label="Words"
          size="sm"
          mono
          value={source.text}
          onChange={(event) => put({ text: event.target.value })}
        />
        <TextField
          label="Labels shown as tags"
          size="sm"
          mono
          defaultValue={source.tagLabels.join(', ')}
          onBlur={(event) => put({ tagLabels: tagsIn(event.target.value).slice(0, 50) })}
        />
      </FieldPair>
      <Checkbox
        label="The value is the time of the mark, in milliseconds"
        checked={source.valueIsTime}
        onCheckedChange={(valueIsTime) => put({ valueIsTime })}
      />
    </>
  );
}
