'use client';
/** The form of both conversions: which object, whether it goes, and what differs, each part with its place. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { Checkbox } from '@/components/ui/checkbox';
import {
  type ConvertAssistant,
  type ConvertState,
  toHttpRoute,
  toVirtualService,
} from '@/lib/config/assistants/mesh/convert';
import { type Difference, type DifferenceKind, pathText } from '@/lib/config/convert/difference';

const KINDS: Readonly<Record<DifferenceKind, string>> = {
  'left-out': 'Left out',
  changed: 'Different',
  segments: 'Different',
  unreached: 'Never reached',
};

interface ConvertFieldsProps extends AssistantFormProps<ConvertState> {
  assistant: ConvertAssistant;
  /** Of the object that is converted. */
  kind: string;
}

function ConvertFields({ assistant, kind, state, onState, mesh, problemOf }: ConvertFieldsProps) {
  const conversion = assistant.converted(state, mesh);
  return (
    <>
      <FormSection title={kind}>
        <OfferedField
          label="Object"
          value={`${state.namespace}/${state.name}`}
          onValue={(text) => {
            const [namespace = '', name = ''] = text.split('/');
            onState({ ...state, namespace, name });
          }}
          offers={assistant.choices(mesh)}
          hint="As namespace/name"
          problem={problemOf('name')}
        />
        <Checkbox
          label={`Remove the ${kind}`}
          hint="In the same change set, after what takes its place"
          checked={state.removeOld}
          onCheckedChange={(removeOld) => onState({ ...state, removeOld })}
        />
      </FormSection>
      <FormSection title="What cannot be carried over">
        <DifferenceList differences={conversion?.differences ?? []} />
      </FormSection>
    </>
  );
}

function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return <p className="text-sm text-text-2">Everything is carried over.</p>;
  return (
    <ul className="grid gap-2.5">
      {differences.map(({ path, kind, because }) => (
        <li key={`${kind} ${pathText(path)} ${because}`} className="grid gap-0.5 text-sm">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <code className="break-all font-mono text-xs">{pathText(path)}</code>
            <span className="text-text-3 text-xs">{KINDS[kind]}</span>
          </span>
          <span className="text-pretty text-text-2">{because}</span>
        </li>
      ))}
    </ul>
  );
}

function HttpRouteForm(props: AssistantFormProps<ConvertState>) {
  return <ConvertFields {...props} assistant={toHttpRoute} kind="VirtualService" />;
}

function VirtualServiceForm(props: AssistantFormProps<ConvertState>) {
  return <ConvertFields {...props} assistant={toVirtualService} kind="HTTPRoute" />;
}

export function ToHttpRouteAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={toHttpRoute} Form={HttpRouteForm} />;
}

export function ToVirtualServiceAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={toVirtualService} Form={VirtualServiceForm} />;
}
