'use client';
/** The form of the injection assistant. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair } from '@/components/config/assistants/form-fields';
import { ChoiceField, FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { Checkbox } from '@/components/ui/checkbox';
import {
  INJECTED_KINDS,
  type Injection,
  injection,
  knownRevisions,
} from '@/lib/config/assistants/mesh/injection';

const WISHES = [
  { value: 'enabled', label: 'A sidecar' },
  { value: 'disabled', label: 'No sidecar' },
  { value: 'revision', label: 'A sidecar of a revision' },
  { value: 'unset', label: 'Nothing said', hint: 'What is around it decides' },
] as const;

function InjectionForm({ state, onState, mesh, problemOf }: AssistantFormProps<Injection>) {
  const change = (part: Partial<Injection>) => onState({ ...state, ...part });
  const workloads = INJECTED_KINDS.flatMap((kind) =>
    mesh
      .ofKind(`apps/${kind}`)
      .filter(({ id }) => id.namespace === state.namespace)
      .map(({ id }) => `${kind}/${id.name}`),
  );
  return (
    <FormSection title="Injection">
      <FieldPair>
        <OfferedField
          label="Namespace"
          value={state.namespace}
          onValue={(namespace) => change({ namespace, workload: '' })}
          offers={mesh.namespaces()}
          problem={problemOf('namespace')}
        />
        <OfferedField
          label="Workload"
          placeholder="the whole namespace"
          value={state.workload}
          onValue={(workload) => change({ workload })}
          offers={workloads}
          problem={problemOf('workload')}
        />
      </FieldPair>
      <FieldPair>
        <ChoiceField
          label="New pods get"
          value={state.wish}
          onValue={(wish) => change({ wish })}
          options={WISHES}
        />
        {state.wish === 'revision' && (
          <OfferedField
            label="Revision"
            value={state.revision}
            onValue={(revision) => change({ revision })}
            offers={knownRevisions(mesh)}
            problem={problemOf('revision')}
          />
        )}
      </FieldPair>
      {state.workload !== '' && (
        <Checkbox
          label="Write the annotation"
          hint="Its old form; the label of the same name comes first"
          checked={state.asAnnotation}
          onCheckedChange={(asAnnotation) => change({ asAnnotation })}
        />
      )}
    </FormSection>
  );
}

export function InjectionAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={injection} Form={InjectionForm} />;
}
