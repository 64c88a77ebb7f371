'use client';
/** The form of the mutual TLS assistant. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair, LabelsField, Rows } from '@/components/config/assistants/form-fields';
import { ChoiceField, FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { MTLS_MODES, type MutualTls, mutualTls } from '@/lib/config/assistants/mesh/mutual-tls';
import { ObjectFields, podLabels } from './object-fields';

const SCOPES = [
  { value: 'mesh', label: 'The whole mesh' },
  { value: 'namespace', label: 'A namespace' },
  { value: 'workload', label: 'Pods with labels' },
] as const;

const MODES = MTLS_MODES.map((value) => ({
  value,
  label: value,
  hint: {
    UNSET: 'As the wider policy says',
    STRICT: 'Mutual TLS only',
    PERMISSIVE: 'Mutual TLS and plain text',
    DISABLE: 'Plain text only',
  }[value],
}));

function MutualTlsForm({ state, onState, mesh, problemOf }: AssistantFormProps<MutualTls>) {
  const change = (part: Partial<MutualTls>) => onState({ ...state, ...part });
  return (
    <>
      <FormSection title="For whom">
        <FieldPair>
          <ChoiceField
            label="Scope"
            value={state.scope}
            onValue={(scope) => change({ scope })}
            options={SCOPES}
          />
          <ChoiceField
            label="Connections"
            value={state.mode}
            onValue={(mode) => change({ mode })}
            options={MODES}
          />
        </FieldPair>
        {state.scope === 'mesh' ? (
          <OfferedField
            label="Name"
            value={state.name}
            onValue={(name) => change({ name })}
            hint={`In ${mesh.settings.rootNamespace}, the root namespace of the mesh`}
            problem={problemOf('name')}
          />
        ) : (
          <ObjectFields place={state} onPlace={change} mesh={mesh} problemOf={problemOf} />
        )}
        {state.scope === 'workload' && (
          <LabelsField
            label="Labels of the pods"
            rows={state.labels}
            onRows={(labels) => change({ labels })}
            offers={podLabels(mesh, state.namespace)}
            problem={problemOf('labels')}
          />
        )}
      </FormSection>
      {state.scope === 'workload' && (
        <FormSection title="Exceptions by port">
          <Rows
            what="port"
            rows={state.ports}
            fresh={{ port: '', mode: 'PERMISSIVE' }}
            onRows={(ports) => change({ ports })}
          >
            {(port, set, index) => (
              <FieldPair>
                <OfferedField
                  label="Port of the container"
                  value={port.port}
                  onValue={(text) => set({ port: text })}
                  problem={problemOf(`ports.${index}.port`)}
                />
                <ChoiceField
                  label="Connections"
                  value={port.mode}
                  onValue={(mode) => set({ mode })}
                  options={MODES}
                />
              </FieldPair>
            )}
          </Rows>
        </FormSection>
      )}
    </>
  );
}

export function MutualTlsAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={mutualTls} Form={MutualTlsForm} />;
}
