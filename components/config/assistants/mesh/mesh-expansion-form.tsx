'use client';
/** The form for machines outside Kubernetes. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair, LabelsField, Rows } from '@/components/config/assistants/form-fields';
import { ChoiceField, FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { type MeshExpansion, meshExpansion } from '@/lib/config/assistants/mesh/mesh-expansion';
import { ObjectFields } from './object-fields';
import { PortRows } from './service-entry-form';

const SELECTING = [
  { value: 'ServiceEntry', label: 'A host of its own', hint: 'ServiceEntry' },
  { value: 'Service', label: 'A Service, beside pods', hint: 'Service' },
  { value: 'nothing', label: 'Nothing yet' },
] as const;

function MeshExpansionForm({ state, onState, mesh, problemOf }: AssistantFormProps<MeshExpansion>) {
  const change = (part: Partial<MeshExpansion>) => onState({ ...state, ...part });
  return (
    <>
      <FormSection title="Group">
        <ObjectFields place={state} onPlace={change} mesh={mesh} problemOf={problemOf} />
        <LabelsField
          label="Labels of the machines"
          rows={state.labels}
          onRows={(labels) => change({ labels })}
          problem={problemOf('labels')}
        />
        <FieldPair>
          <OfferedField
            label="Service account"
            value={state.serviceAccount}
            onValue={(serviceAccount) => change({ serviceAccount })}
            offers={mesh
              .ofKind('/ServiceAccount')
              .filter(({ id }) => id.namespace === state.namespace)
              .map(({ id }) => id.name)}
          />
          <OfferedField
            label="Network"
            placeholder="that of the cluster"
            value={state.network}
            onValue={(network) => change({ network })}
          />
        </FieldPair>
      </FormSection>
      <FormSection title="Machines">
        <Rows
          what="machine"
          rows={state.machines}
          fresh={{ name: '', address: '' }}
          onRows={(machines) => change({ machines })}
        >
          {(machine, set, index) => (
            <FieldPair>
              <OfferedField
                label="Name"
                value={machine.name}
                onValue={(name) => set({ name })}
                problem={problemOf(`machines.${index}.name`)}
              />
              <OfferedField
                label="Address"
                value={machine.address}
                onValue={(address) => set({ address })}
                problem={problemOf(`machines.${index}.address`)}
              />
            </FieldPair>
          )}
        </Rows>
      </FormSection>
      <FormSection title="How callers reach them">
        <FieldPair>
          <ChoiceField
            label="By"
            value={state.selectedBy}
            onValue={(selectedBy) => change({ selectedBy, selector: '' })}
            options={SELECTING}
          />
          {state.selectedBy === 'Service' && (
            <OfferedField
              label="Service"
              placeholder={state.name}
              value={state.selector}
              onValue={(selector) => change({ selector })}
              offers={mesh
                .ofKind('/Service')
                .filter(({ id }) => id.namespace === state.namespace)
                .map(({ id }) => id.name)}
            />
          )}
          {state.selectedBy === 'ServiceEntry' && (
            <OfferedField
              label="Host"
              placeholder="db.internal"
              value={state.host}
              onValue={(host) => change({ host })}
              problem={problemOf('host')}
            />
          )}
        </FieldPair>
        {state.selectedBy !== 'nothing' && (
          <PortRows ports={state.ports} onPorts={(ports) => change({ ports })} problemOf={problemOf} />
        )}
      </FormSection>
    </>
  );
}

export function MeshExpansionAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={meshExpansion} Form={MeshExpansionForm} />;
}
