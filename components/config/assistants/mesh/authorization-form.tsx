'use client';
/** The form of the authorization assistant: for whom, what happens, and the rules. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { Rows } from '@/components/config/assistants/form-fields';
import { ChoiceField, FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { type Authorization, authorization } from '@/lib/config/assistants/mesh/authorization';
import { NO_OPERATION, NO_SOURCE } from '@/lib/config/assistants/mesh/authorization-rule';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { AuthorizationRuleFields } from './authorization-rule-fields';
import { PolicySubjectFields } from './policy-subject';

const ACTIONS = [
  { value: 'ALLOW', label: 'Allow', hint: 'Everything else is refused' },
  { value: 'DENY', label: 'Deny', hint: 'Whatever is allowed elsewhere' },
  { value: 'AUDIT', label: 'Note', hint: 'Nothing is refused by it' },
  { value: 'CUSTOM', label: 'Ask a service', hint: 'Before all others' },
] as const;

/** Who and what exists, by the field that it is offered in. */
function knownOf(mesh: MeshObjects): Readonly<Record<string, readonly string[]>> {
  const accounts = mesh.view.workloads.map(
    ({ namespace, serviceAccount }) => [namespace, serviceAccount ?? 'default'] as const,
  );
  const unique = (texts: readonly string[]) => [...new Set(texts)].sort();
  return {
    principals: unique(
      accounts.map(([ns, account]) => `${mesh.settings.trustDomain}/ns/${ns}/sa/${account}`),
    ),
    serviceAccounts: unique(accounts.map(([ns, account]) => `${ns}/${account}`)),
    namespaces: mesh.namespaces(),
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  };
}

function AuthorizationForm({ state, onState, mesh, problemOf }: AssistantFormProps<Authorization>) {
  const change = (part: Partial<Authorization>) => onState({ ...state, ...part });
  const known = knownOf(mesh);
  return (
    <>
      <FormSection title="Policy">
        <PolicySubjectFields subject={state} onSubject={change} mesh={mesh} problemOf={problemOf} />
        <ChoiceField
          label="Action"
          value={state.action}
          onValue={(action) => change({ action })}
          options={ACTIONS}
        />
        {state.action === 'CUSTOM' && (
          <OfferedField
            label="Extension provider"
            value={state.provider}
            onValue={(provider) => change({ provider })}
            hint="As the mesh’s configuration names it"
            problem={problemOf('provider')}
          />
        )}
      </FormSection>
      <FormSection title="Rules" problem={problemOf('rules')}>
        <Rows
          what="rule"
          rows={state.rules}
          fresh={{ from: null, sources: [NO_SOURCE], operations: [NO_OPERATION], conditions: [] }}
          onRows={(rules) => change({ rules })}
        >
          {(rule, set, index) => (
            <AuthorizationRuleFields
              rule={rule}
              onRule={set}
              known={known}
              problemOf={(field) => problemOf(`rules.${index}${field === '' ? '' : `.${field}`}`)}
            />
          )}
        </Rows>
      </FormSection>
    </>
  );
}

export function AuthorizationAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={authorization} Form={AuthorizationForm} />;
}
