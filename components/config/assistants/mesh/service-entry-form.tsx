'use client';
/** The form for a host outside the mesh. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair, named, Rows, TextListField } from '@/components/config/assistants/form-fields';
import { ChoiceField, FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { type OutsideHost, PORT_PROTOCOLS, RESOLUTIONS } from '@/lib/config/assistants/mesh/outside-host';
import { egressGateways, serviceEntry } from '@/lib/config/assistants/mesh/service-entry';
import { ObjectFields } from './object-fields';

const LOCATIONS = [
  { value: 'MESH_EXTERNAL', label: 'Outside the mesh' },
  { value: 'MESH_INTERNAL', label: 'Part of the mesh' },
] as const;

const ENCRYPTIONS = [
  { value: 'NONE', label: 'As callers send it' },
  { value: 'SIMPLE', label: 'TLS, begun by the proxy', hint: 'Callers speak plainly' },
  { value: 'MUTUAL', label: 'Mutual TLS, begun by the proxy', hint: 'With a certificate' },
] as const;

type Port = OutsideHost['ports'][number];
const FRESH: Port = { from: null, number: '80', name: 'http', protocol: 'HTTP' };

export function ServiceEntryForm({ state, onState, mesh, problemOf }: AssistantFormProps<OutsideHost>) {
  const change = (part: Partial<OutsideHost>) => onState({ ...state, ...part });
  const { origination } = state;
  return (
    <>
      <FormSection title="Host">
        <ObjectFields place={state} onPlace={change} mesh={mesh} problemOf={problemOf} />
        <TextListField
          label="Hosts"
          placeholder="api.example.com"
          values={state.hosts}
          onValues={(hosts) => change({ hosts })}
          problem={problemOf('hosts')}
        />
        <FieldPair>
          <ChoiceField
            label="Where it is"
            value={state.location}
            onValue={(location) => change({ location })}
            options={LOCATIONS}
          />
          <ChoiceField
            label="How addresses are found"
            value={state.resolution}
            onValue={(resolution) => change({ resolution })}
            options={named(RESOLUTIONS)}
            problem={problemOf('resolution')}
          />
        </FieldPair>
        <TextListField
          label="Addresses of endpoints"
          placeholder="none: the host itself"
          values={state.endpoints}
          onValues={(endpoints) => change({ endpoints })}
          problem={problemOf('endpoints')}
        />
      </FormSection>
      <FormSection title="Ports">
        <PortRows ports={state.ports} onPorts={(ports) => change({ ports })} problemOf={problemOf} />
      </FormSection>
      <FormSection title="Way out">
        <OfferedField
          label="Egress gateway"
          placeholder="none: straight from the callers’ proxies"
          value={state.egress}
          onValue={(egress) => change({ egress })}
          offers={egressGateways(mesh)}
          hint="As service.namespace"
          problem={problemOf('egress')}
        />
        <ChoiceField
          label="Encryption on the way"
          value={origination.mode}
          onValue={(mode) =>
            change({
              origination: {
                ...origination,
                mode,
                targetPort: mode === 'NONE' ? '' : origination.targetPort || '443',
              },
            })
          }
          options={ENCRYPTIONS}
          problem={problemOf('origination.mode')}
        />
        {origination.mode !== 'NONE' && (
          <FieldPair>
            <OfferedField
              label="Port of the host for it"
              placeholder="the port itself"
              value={origination.targetPort}
              onValue={(targetPort) => change({ origination: { ...origination, targetPort } })}
              problem={problemOf('origination.targetPort')}
            />
            <OfferedField
              label={origination.mode === 'MUTUAL' ? 'Secret with the certificate' : 'Secret with the CA'}
              placeholder={origination.mode === 'MUTUAL' ? '' : 'those of the system'}
              value={origination.credentialName}
              onValue={(credentialName) => change({ origination: { ...origination, credentialName } })}
              hint={state.egress === '' ? 'For gateways' : 'Beside the pods of the gateway'}
              problem={problemOf('origination.credentialName')}
            />
          </FieldPair>
        )}
      </FormSection>
    </>
  );
}

export interface PortRowsProps {
  ports: readonly Port[];
  onPorts: (ports: Port[]) => void;
  problemOf: (field: string) => string | undefined;
}

export function PortRows({ ports, onPorts, problemOf }: PortRowsProps) {
  return (
    <Rows what="port" rows={ports} fresh={FRESH} onRows={onPorts}>
      {(port, set, index) => (
        <div className="grid gap-2.5 sm:grid-cols-3">
          <OfferedField
            label="Port"
            value={port.number}
            onValue={(number) => set({ number })}
            problem={problemOf(`ports.${index}.number`)}
          />
          <OfferedField
            label="Name"
            value={port.name}
            onValue={(name) => set({ name })}
            problem={problemOf(`ports.${index}.name`)}
          />
          <ChoiceField
            label="Protocol"
            value={port.protocol}
            onValue={(protocol) => set({ protocol })}
            options={named(PORT_PROTOCOLS)}
          />
        </div>
      )}
    </Rows>
  );
}

export function ServiceEntryAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={serviceEntry} Form={ServiceEntryForm} />;
}
