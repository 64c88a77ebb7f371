'use client';
/** The form of the request authentication assistant. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { Rows, TextListField } from '@/components/config/assistants/form-fields';
import { FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { Checkbox } from '@/components/ui/checkbox';
import {
  NO_ISSUER,
  type RequestAuthentication,
  requestAuthentication,
} from '@/lib/config/assistants/mesh/request-authentication';
import { PolicySubjectFields } from './policy-subject';

function RequestAuthenticationForm({
  state,
  onState,
  mesh,
  problemOf,
}: AssistantFormProps<RequestAuthentication>) {
  const change = (part: Partial<RequestAuthentication>) => onState({ ...state, ...part });
  return (
    <>
      <FormSection title="For whom">
        <PolicySubjectFields subject={state} onSubject={change} mesh={mesh} problemOf={problemOf} />
        <Checkbox
          label="Demand a token"
          hint="Requests without one are refused, by an AuthorizationPolicy"
          checked={state.demand}
          onCheckedChange={(demand) => change({ demand })}
        />
      </FormSection>
      <FormSection title="Issuers" problem={problemOf('rules')}>
        <Rows what="issuer" rows={state.rules} fresh={NO_ISSUER} onRows={(rules) => change({ rules })}>
          {(rule, set, index) => (
            <>
              <OfferedField
                label="Issuer"
                placeholder="https://issuer.example.com"
                value={rule.issuer}
                onValue={(issuer) => set({ issuer })}
                problem={problemOf(`rules.${index}.issuer`)}
              />
              <OfferedField
                label="Address of its keys (JWKS)"
                placeholder="found by OpenID Connect discovery"
                value={rule.jwksUri}
                onValue={(jwksUri) => set({ jwksUri })}
                problem={problemOf(`rules.${index}.jwksUri`)}
              />
              <TextListField
                label="Audiences"
                placeholder="the service itself"
                values={rule.audiences}
                onValues={(audiences) => set({ audiences })}
              />
              <Checkbox
                label="Hand the token on to the service"
                checked={rule.forwardOriginalToken}
                onCheckedChange={(forwardOriginalToken) => set({ forwardOriginalToken })}
              />
            </>
          )}
        </Rows>
      </FormSection>
    </>
  );
}

export function RequestAuthenticationAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={requestAuthentication} Form={RequestAuthenticationForm} />;
}
