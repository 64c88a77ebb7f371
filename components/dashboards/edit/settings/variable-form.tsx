'use client';
/** One variable, with the values that it has now. */
import { useState } from 'react';
import { AreaField } from '@/components/dashboards/edit/form/area-field';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair } from '@/components/dashboards/edit/form/form-section';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import { optionsIn, optionsText } from '@/lib/dashboards/edit/new-variable';
import { SORTS, type Variable } from '@/lib/dashboards/model/variable';
import { VariablePreview } from './variable-preview';

export interface VariableFormProps {
  readonly variable: Variable;
  /** Names of the other variables. */
  readonly taken: ReadonlySet<string>;
  readonly onVariable: (variable: Variable) => void;
}

type Of<T extends Variable['type']> = Extract<Variable, { readonly type: T }>;

export function VariableForm({ variable, taken, onVariable }: VariableFormProps) {
  return (
    <>
      <NameFields variable={variable} taken={taken} onVariable={onVariable} />
      <OwnFields variable={variable} onVariable={onVariable} />
      {'multi' in variable && <ChoiceFields variable={variable} onVariable={onVariable} />}
      <VariablePreview name={variable.name} />
    </>
  );
}

function NameFields({ variable, taken, onVariable }: VariableFormProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const name = draft ?? variable.name;
  const mistake = nameMistake(name, taken);
  return (
    <FieldPair>
      <TextField
        label="Name"
        size="sm"
        mono
        value={name}
        error={mistake ?? undefined}
        onChange={(event) => {
          const next = event.target.value;
          setDraft(next);
          if (nameMistake(next, taken) === null) onVariable({ ...variable, name: next });
        }}
        onBlur={() => setDraft(null)}
      />
      <TextField
        label="Label"
        size="sm"
        placeholder={variable.name}
        value={variable.label}
        maxLength={200}
        onChange={(event) => onVariable({ ...variable, label: event.target.value })}
      />
      <ChoiceField
        label="Above the dashboard"
        value={variable.hide}
        onValue={(hide) => onVariable({ ...variable, hide })}
        options={[
          { value: 'no', label: 'Name and choice' },
          { value: 'label', label: 'The choice alone' },
          { value: 'variable', label: 'Nothing' },
        ]}
      />
      <TextField
        label="Description"
        size="sm"
        value={variable.description}
        maxLength={2000}
        onChange={(event) => onVariable({ ...variable, description: event.target.value })}
      />
    </FieldPair>
  );
}

/** As a sentence; null = it can be used. */
export function nameMistake(name: string, taken: ReadonlySet<string>): string | null {
  if (!/^\w{1,100}$/.test(name)) return 'Letters, digits and _ only.';
  if (name.startsWith('__')) return 'Names that begin with __ are the console’s own.';
  return taken.has(name) ? 'Another variable has this name.' : null;
}

type OwnProps<V extends Variable = Variable> = {
  readonly variable: V;
  readonly onVariable: (next: Variable) => void;
};

function OwnFields({ variable, onVariable }: OwnProps) {
  switch (variable.type) {
    case 'query':
      return <QueryFields variable={variable} onVariable={onVariable} />;
    case 'custom':
      return <CustomFields variable={variable} onVariable={onVariable} />;
    case 'interval':
      return <IntervalFields variable={variable} onVariable={onVariable} />;
    case 'constant':
    case 'textbox':
      return (
        <TextField
          label={variable.type === 'constant' ? 'Value' : 'Value at first'}
          size="sm"
          value={variable.value}
          onChange={(event) => onVariable({ ...variable, value: event.target.value })}
        />
      );
    case 'datasource':
      return (
        <p className="text-text-2 text-xs">
          This console has one Prometheus. The variable is kept for dashboards that go to Grafana again.
        </p>
      );
    case 'adhoc':
      return (
        <p className="text-text-2 text-xs">
          Readers choose labels and values above the dashboard; they are put into every selector.
        </p>
      );
  }
}

function QueryFields({ variable, onVariable }: OwnProps<Of<'query'>>) {
  return (
    <>
      <AreaField
        label="Query"
        mono
        rows={2}
        hint="label_values(metric, label), label_values(label), label_names(), metrics(regex), query_result(expr)"
        value={variable.query}
        onValue={(query) => onVariable({ ...variable, query })}
      />
      <FieldPair>
        <TextField
          label="Part that counts"
          size="sm"
          mono
          placeholder="all of it"
          hint="/.*-(v\d+)/: what fits, or its group"
          value={variable.regex}
          onChange={(event) => onVariable({ ...variable, regex: event.target.value })}
        />
        <ChoiceField
          label="Order"
          value={variable.sort}
          onValue={(sort) => onVariable({ ...variable, sort })}
          options={SORTS.map((value) => ({ value, label: value === 'none' ? 'As they come' : value }))}
        />
        <ChoiceField
          label="Asked again"
          value={variable.refresh}
          onValue={(refresh) => onVariable({ ...variable, refresh })}
          options={[
            { value: 'load', label: 'When the dashboard is opened' },
            { value: 'time', label: 'Also when the time changes' },
            { value: 'never', label: 'Never' },
          ]}
        />
      </FieldPair>
    </>
  );
}

function CustomFields({ variable, onVariable }: OwnProps<Of<'custom'>>) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <AreaField
      label="Values"
      mono
      rows={2}
      hint="a, b, or words for a value: Ninety : 0.9"
      value={draft ?? optionsText(variable.options)}
      onValue={(text) => {
        // A comma at the end is no option yet: what is typed stays as it is until it is left.
        setDraft(text);
        onVariable({ ...variable, options: optionsIn(text) });
      }}
      onBlur={() => setDraft(null)}
    />
  );
}

function IntervalFields({ variable, onVariable }: OwnProps<Of<'interval'>>) {
  const [draft, setDraft] = useState<string | null>(null);
  const { auto } = variable;
  return (
    <>
      <TextField
        label="Intervals"
        size="sm"
        mono
        value={draft ?? variable.options.join(', ')}
        onChange={(event) => {
          setDraft(event.target.value);
          const options = event.target.value.split(',').map((part) => part.trim().slice(0, 32));
          onVariable({ ...variable, options: options.filter((part) => part !== '') });
        }}
        onBlur={() => setDraft(null)}
      />
      <Checkbox
        label="Offer auto: the time divided by a number of steps"
        checked={auto !== null}
        onCheckedChange={(on) => onVariable({ ...variable, auto: on ? { steps: 30, min: '10s' } : null })}
      />
      {auto !== null && (
        <FieldPair>
          <NumberField
            label="Steps"
            whole
            least={1}
            most={1000}
            value={auto.steps}
            onValue={(steps) => onVariable({ ...variable, auto: { ...auto, steps: steps ?? 30 } })}
          />
          <TextField
            label="Not below"
            size="sm"
            mono
            value={auto.min}
            onChange={(event) => onVariable({ ...variable, auto: { ...auto, min: event.target.value } })}
          />
        </FieldPair>
      )}
    </>
  );
}

function ChoiceFields({ variable, onVariable }: OwnProps<Of<'query'> | Of<'custom'>>) {
  return (
    <div className="grid gap-1">
      <Checkbox
        label="Several values at once"
        checked={variable.multi}
        onCheckedChange={(multi) => onVariable({ ...variable, multi })}
      />
      <Checkbox
        label="Offer All"
        checked={variable.includeAll}
        onCheckedChange={(includeAll) => onVariable({ ...variable, includeAll })}
      />
      {variable.includeAll && (
        <TextField
          label="Put in for All"
          size="sm"
          mono
          placeholder="every value"
          hint=".* is shorter than a thousand names"
          value={variable.allValue ?? ''}
          onChange={(event) => onVariable({ ...variable, allValue: event.target.value || null })}
        />
      )}
    </div>
  );
}
