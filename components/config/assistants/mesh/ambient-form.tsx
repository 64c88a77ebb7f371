'use client';
/** The form of the ambient assistant. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair, TextListField } from '@/components/config/assistants/form-fields';
import { ChoiceField, FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { Checkbox } from '@/components/ui/checkbox';
import { type Ambient, ambient, WAYPOINT_FOR } from '@/lib/config/assistants/mesh/ambient';
import { fieldsAt, textAt } from '@/lib/config/simulation/read/fields';

const PURPOSES = WAYPOINT_FOR.map((value) => ({
  value,
  label: { service: 'Requests to services', workload: 'Requests to pods', all: 'Both' }[value],
}));

function AmbientForm({ state, onState, mesh, problemOf }: AssistantFormProps<Ambient>) {
  const change = (part: Partial<Ambient>) => onState({ ...state, ...part });
  const waypoints = mesh
    .ofKind('gateway.networking.k8s.io/Gateway')
    .filter(({ value }) => textAt(fieldsAt(value, 'spec'), 'gatewayClassName') === 'istio-waypoint')
    .map(({ id }) => id.name);
  const services = mesh.ofKind('/Service').filter(({ id }) => id.namespace === state.namespace);
  return (
    <>
      <FormSection title="Ambient mode">
        <OfferedField
          label="Namespace"
          value={state.namespace}
          onValue={(namespace) => {
            // What the other namespace has is read anew.
            const read = ambient.read(mesh, { kind: 'nothing', namespace });
            if (read.kind === 'state') onState(read.state);
          }}
          offers={mesh.namespaces()}
          problem={problemOf('namespace')}
        />
        <Checkbox
          label="Pods are in ambient mode"
          checked={state.isEnrolled}
          onCheckedChange={(isEnrolled) => change({ isEnrolled })}
        />
      </FormSection>
      <FormSection title="Waypoint">
        <FieldPair>
          <OfferedField
            label="Name"
            placeholder="none"
            value={state.waypoint}
            onValue={(waypoint) => change({ waypoint })}
            offers={[...new Set([...waypoints, 'waypoint'])]}
            problem={problemOf('waypoint')}
          />
          <OfferedField
            label="Its namespace"
            value={state.waypointNamespace}
            onValue={(waypointNamespace) => change({ waypointNamespace })}
            offers={mesh.namespaces()}
          />
        </FieldPair>
        {state.waypoint !== '' && (
          <>
            <ChoiceField
              label="It takes"
              value={state.waypointFor}
              onValue={(waypointFor) => change({ waypointFor })}
              options={PURPOSES}
            />
            <TextListField
              label="Services behind it"
              placeholder="every service of the namespace"
              values={state.services}
              onValues={(names) => change({ services: names })}
              offers={services.map(({ id }) => id.name)}
              problem={problemOf('services')}
            />
          </>
        )}
      </FormSection>
    </>
  );
}

export function AmbientAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={ambient} Form={AmbientForm} />;
}
