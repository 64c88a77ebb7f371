'use client';
/** The form of the gateway assistant. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import {
  FieldPair,
  LabelsField,
  named,
  Rows,
  TextListField,
} from '@/components/config/assistants/form-fields';
import { ChoiceField, FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { Checkbox } from '@/components/ui/checkbox';
import { gateway } from '@/lib/config/assistants/mesh/gateway';
import { knownRoutes } from '@/lib/config/assistants/mesh/gateway-routes';
import {
  type GatewayServer,
  type GatewayState,
  SERVER_PROTOCOLS,
  TLS_MODES,
} from '@/lib/config/assistants/mesh/gateway-state';
import { ObjectFields } from './object-fields';

const FRESH: GatewayServer = {
  from: null,
  port: '443',
  protocol: 'HTTPS',
  hosts: [],
  tls: 'SIMPLE',
  credentialName: '',
  redirect: false,
};

const APIS = [
  { value: 'istio', label: 'Istio', hint: 'For gateways that run already' },
  { value: 'gateway-api', label: 'Gateway API', hint: 'Istio deploys one for it' },
] as const;

function GatewayForm({ state, onState, mesh, problemOf }: AssistantFormProps<GatewayState>) {
  const change = (part: Partial<GatewayState>) => onState({ ...state, ...part });
  const routeKind = state.api === 'istio' ? 'VirtualServices' : 'HTTPRoutes';
  return (
    <>
      <FormSection title="Gateway">
        <ObjectFields place={state} onPlace={change} mesh={mesh} problemOf={problemOf} />
        <FieldPair>
          <ChoiceField
            label="API"
            value={state.api}
            onValue={(api) => change({ api, routes: [] })}
            options={APIS}
          />
          {state.api === 'istio' ? (
            <LabelsField
              label="Labels of its pods"
              rows={state.selector}
              onRows={(selector) => change({ selector })}
            />
          ) : (
            <OfferedField
              label="Gateway class"
              value={state.className}
              onValue={(className) => change({ className })}
              offers={['istio', 'istio-waypoint']}
            />
          )}
        </FieldPair>
      </FormSection>
      <FormSection title="Ports and hosts">
        <Rows what="port" rows={state.servers} fresh={FRESH} onRows={(servers) => change({ servers })}>
          {(server, set, index) => (
            <ServerFields
              server={server}
              onServer={set}
              secrets={mesh.ofKind('/Secret').map(({ id }) => id.name)}
              problemOf={(field) => problemOf(`servers.${index}.${field}`)}
            />
          )}
        </Rows>
      </FormSection>
      <FormSection title={routeKind}>
        <TextListField
          label={`${routeKind} that use it`}
          mono
          values={state.routes}
          onValues={(routes) => change({ routes })}
          offers={knownRoutes(state, mesh)}
          hint={`As namespace/name. Known: ${knownRoutes(state, mesh).join(', ') || 'none'}`}
        />
      </FormSection>
    </>
  );
}

interface ServerFieldsProps {
  server: GatewayServer;
  onServer: (part: Partial<GatewayServer>) => void;
  secrets: readonly string[];
  problemOf: (field: string) => string | undefined;
}

function ServerFields({ server, onServer, secrets, problemOf }: ServerFieldsProps) {
  const isEncrypted = server.protocol === 'HTTPS' || server.protocol === 'TLS';
  return (
    <>
      <FieldPair>
        <OfferedField
          label="Port"
          value={server.port}
          onValue={(port) => onServer({ port })}
          problem={problemOf('port')}
        />
        <ChoiceField
          label="Protocol"
          value={server.protocol}
          onValue={(protocol) => {
            const needsTls = protocol === 'HTTPS' || protocol === 'TLS';
            onServer({ protocol, tls: needsTls ? 'SIMPLE' : 'NONE', redirect: false });
          }}
          options={named(SERVER_PROTOCOLS)}
        />
      </FieldPair>
      <TextListField
        label="Hosts"
        placeholder="shop.example.com"
        values={server.hosts}
        onValues={(hosts) => onServer({ hosts })}
        problem={problemOf('hosts')}
      />
      {isEncrypted && (
        <FieldPair>
          <ChoiceField
            label="TLS"
            value={server.tls}
            onValue={(tls) => onServer({ tls })}
            options={named(TLS_MODES)}
            problem={problemOf('tls')}
          />
          {server.tls !== 'PASSTHROUGH' && (
            <OfferedField
              label="Secret with the certificate"
              value={server.credentialName}
              onValue={(credentialName) => onServer({ credentialName })}
              offers={secrets}
              problem={problemOf('credentialName')}
            />
          )}
        </FieldPair>
      )}
      {server.protocol === 'HTTP' && (
        <Checkbox
          label="Send callers to HTTPS"
          checked={server.redirect}
          onCheckedChange={(redirect) => onServer({ redirect })}
        />
      )}
    </>
  );
}

export function GatewayAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={gateway} Form={GatewayForm} />;
}
