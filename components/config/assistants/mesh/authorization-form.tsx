'use client';
import type {
  AssistantFormProps,
  AssistantPartProps,
} from '@/components/config/assistants/assistant-workbench';
import { AssistantWorkbench } from '@/components/config/assistants/assistant-workbench';
/** The form of the authorization assistant: rules of callers and requests. */
import { ChoiceField, FormSection } from '@/components/config/assistants/form-parts';
import {
  type Authorization,
  type AuthorizationRule,
  authorization,
  NO_OPERATION,
  NO_SOURCE,
} from '@/lib/config/assistants/mesh/authorization';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { LabelsField, Rows, TextListField } from './form-fields';
import { ObjectFields, podLabels } from './object-fields';

const ACTIONS = [
  { value: 'ALLOW', label: 'Allow', hint: 'Everything else is refused' },
  { value: 'DENY', label: 'Deny', hint: 'Whatever is allowed elsewhere' },
] as const;

const SOURCES = [
  ['principals', 'Identities', 'cluster.local/ns/shop/sa/cart'],
  ['namespaces', 'Namespaces', 'shop'],
  ['serviceAccounts', 'Service accounts', 'shop/cart'],
  ['ipBlocks', 'Addresses', '10.0.0.0/8'],
  ['requestPrincipals', 'Tokens (issuer/subject)', '*'],
] as const;

const OPERATIONS = [
  ['methods', 'Methods', 'GET, POST'],
  ['paths', 'Paths', '/api/*'],
  ['hosts', 'Hosts', 'any'],
  ['ports', 'Ports of the container', 'any'],
] as const;

/** Identities that workloads of the mesh have. */
function principals(mesh: MeshObjects): readonly string[] {
  const all = mesh.view.workloads.map(
    ({ namespace, serviceAccount }) =>
      `${mesh.settings.trustDomain}/ns/${namespace}/sa/${serviceAccount ?? 'default'}`,
  );
  return [...new Set(all)].sort();
}

function AuthorizationForm({ state, onState, mesh, problemOf }: AssistantFormProps<Authorization>) {
  const change = (part: Partial<Authorization>) => onState({ ...state, ...part });
  const known = { principals: principals(mesh), namespaces: mesh.namespaces() };
  return (
    <>
      <FormSection title="Policy">
        <ObjectFields place={state} onPlace={change} mesh={mesh} problemOf={problemOf} />
        <ChoiceField
          label="Action"
          value={state.action}
          onValue={(action) => change({ action })}
          options={ACTIONS}
        />
        <LabelsField
          label="Labels of the pods"
          rows={state.labels}
          onRows={(labels) => change({ labels })}
          offers={podLabels(mesh, state.namespace)}
          hint="Empty = every pod of the namespace"
        />
      </FormSection>
      <FormSection title="Rules" problem={problemOf('rules')}>
        <Rows
          what="rule"
          rows={state.rules}
          fresh={{ sources: [NO_SOURCE], operations: [NO_OPERATION] }}
          onRows={(rules) => change({ rules })}
        >
          {(rule, set, index) => (
            <RuleFields rule={rule} onRule={set} known={known} problem={problemOf(`rules.${index}`)} />
          )}
        </Rows>
      </FormSection>
    </>
  );
}

interface RuleFieldsProps {
  rule: AuthorizationRule;
  onRule: (part: Partial<AuthorizationRule>) => void;
  known: { readonly principals: readonly string[]; readonly namespaces: readonly string[] };
  problem: string | undefined;
}

function RuleFields({ rule, onRule, known, problem }: RuleFieldsProps) {
  return (
    <>
      <p className="font-medium text-text-2 text-xs">Who calls (every field of an entry must fit)</p>
      <Rows what="caller" rows={rule.sources} fresh={NO_SOURCE} onRows={(sources) => onRule({ sources })}>
        {(source, set) =>
          SOURCES.map(([name, label, placeholder]) => (
            <TextListField
              key={name}
              label={label}
              placeholder={placeholder}
              values={source[name]}
              onValues={(values) => set({ [name]: values })}
              offers={name === 'principals' || name === 'namespaces' ? known[name] : []}
            />
          ))
        }
      </Rows>
      <p className="font-medium text-text-2 text-xs">What is asked for</p>
      <Rows
        what="request"
        rows={rule.operations}
        fresh={NO_OPERATION}
        onRows={(operations) => onRule({ operations })}
      >
        {(operation, set) =>
          OPERATIONS.map(([name, label, placeholder]) => (
            <TextListField
              key={name}
              label={label}
              placeholder={placeholder}
              values={operation[name]}
              onValues={(values) => set({ [name]: values })}
            />
          ))
        }
      </Rows>
      {problem !== undefined && (
        <p role="alert" className="text-failing text-xs">
          {problem}
        </p>
      )}
    </>
  );
}

export function AuthorizationAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={authorization} Form={AuthorizationForm} />;
}
