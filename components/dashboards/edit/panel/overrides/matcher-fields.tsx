'use client';
/** Which fields an override is for. */
import { ChoiceField, plainOptions } from '@/components/dashboards/edit/form/choice-field';
import { NameField, NamesField } from '@/components/dashboards/edit/form/name-field';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import { MATCHER_KINDS, newMatcher } from '@/lib/dashboards/edit/override-properties';
import { CALCULATIONS, calculationId } from '@/lib/dashboards/frames/calculations';
import type { FieldMatcher } from '@/lib/dashboards/model/field';

export interface MatcherFieldsProps {
  readonly matcher: FieldMatcher;
  readonly onMatcher: (matcher: FieldMatcher) => void;
  /** Names of the fields that the panel shows. */
  readonly names: readonly string[];
  readonly refIds: readonly string[];
}

export function MatcherFields(props: MatcherFieldsProps) {
  return (
    <div className="grid gap-2">
      <ChoiceField
        label="For"
        value={props.matcher.by}
        options={MATCHER_KINDS}
        onValue={(by) => props.onMatcher(newMatcher(by))}
      />
      <Which {...props} />
    </div>
  );
}

const OPERATORS = ['==', '!=', '>', '>=', '<', '<='] as const;

function Which({ matcher, onMatcher, names, refIds }: MatcherFieldsProps) {
  switch (matcher.by) {
    case 'name':
      return (
        <NameField
          label="Name"
          value={matcher.name}
          names={names}
          onValue={(name) => onMatcher({ ...matcher, name })}
        />
      );
    case 'names':
      return (
        <>
          <NamesField
            label="Names"
            value={matcher.names}
            names={names}
            onValue={(next) => onMatcher({ ...matcher, names: next })}
          />
          <Checkbox
            label="All fields but these"
            checked={matcher.exclude}
            onCheckedChange={(exclude) => onMatcher({ ...matcher, exclude })}
          />
        </>
      );
    case 'regexp':
      return (
        <TextField
          label="Expression"
          size="sm"
          mono
          placeholder="5.."
          value={matcher.pattern}
          onChange={(event) => onMatcher({ ...matcher, pattern: event.target.value })}
        />
      );
    case 'type':
      return (
        <ChoiceField
          label="Kind"
          value={matcher.type}
          options={plainOptions(['number', 'string', 'time', 'boolean', 'other'])}
          onValue={(type) => onMatcher({ ...matcher, type })}
        />
      );
    case 'refId':
      return (
        <ChoiceField
          label="Query"
          value={matcher.refId}
          options={[...new Set([...refIds, matcher.refId])].map((refId) => ({ value: refId, label: refId }))}
          onValue={(refId) => onMatcher({ ...matcher, refId })}
        />
      );
    case 'value':
      return (
        <div className="grid grid-cols-[minmax(0,1fr)_72px_minmax(0,1fr)] items-start gap-2">
          <ChoiceField
            label="Figure"
            value={calculationId(matcher.calc)}
            options={CALCULATIONS.map(({ id, title }) => ({ value: id, label: title }))}
            onValue={(calc) => onMatcher({ ...matcher, calc })}
          />
          <ChoiceField
            label="Is"
            value={matcher.op}
            options={OPERATORS.map((op) => ({ value: op, label: op }))}
            onValue={(op) => onMatcher({ ...matcher, op })}
          />
          <NumberField
            label="Value"
            value={matcher.value}
            onValue={(value) => value !== null && onMatcher({ ...matcher, value })}
          />
        </div>
      );
  }
}
