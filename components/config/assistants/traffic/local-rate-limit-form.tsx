'use client';
/** The form of a local rate limit. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair } from '@/components/config/assistants/form-fields';
import { FormSection, NumberField } from '@/components/config/assistants/form-parts';
import { TextField } from '@/components/ui/text-field';
import { type LocalRateLimit, localRateLimit } from '@/lib/config/assistants/traffic/local-rate-limit';
import { PlacementFields } from './placement-fields';

function LocalRateLimitForm({ state, onState, mesh, problemOf }: AssistantFormProps<LocalRateLimit>) {
  return (
    <>
      <PlacementFields
        place={state}
        mesh={mesh}
        onPlace={(place) => onState({ ...state, ...place })}
        problemOf={problemOf}
      />
      <FormSection title="Limit of each proxy">
        <FieldPair>
          <NumberField
            label="Requests"
            min={1}
            value={state.requests}
            problem={problemOf('requests')}
            onValue={(requests) =>
              onState({ ...state, requests, burst: state.burst === state.requests ? requests : state.burst })
            }
          />
          <TextField
            label="In every"
            value={state.per}
            error={problemOf('per')}
            onChange={(event) => onState({ ...state, per: event.target.value })}
          />
          <NumberField
            label="At most at once"
            hint="After a quiet time"
            min={1}
            value={state.burst}
            problem={problemOf('burst')}
            onValue={(burst) => onState({ ...state, burst })}
          />
          <NumberField
            label="Enforced for, %"
            hint="0 only counts"
            min={0}
            max={100}
            step="any"
            value={state.enforced}
            problem={problemOf('enforced')}
            onValue={(enforced) => onState({ ...state, enforced })}
          />
        </FieldPair>
      </FormSection>
    </>
  );
}

export function LocalRateLimitAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench assistant={localRateLimit} Form={LocalRateLimitForm} {...props} />;
}
