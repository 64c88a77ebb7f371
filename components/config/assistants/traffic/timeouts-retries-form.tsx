'use client';
/** The form of timeouts and retries. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair } from '@/components/config/assistants/form-fields';
import { FormSection, NumberField } from '@/components/config/assistants/form-parts';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import { chosenRule } from '@/lib/config/assistants/traffic/route-choice';
import {
  type TimeoutsRetries,
  timeoutsAt,
  timeoutsRetries,
} from '@/lib/config/assistants/traffic/timeouts-retries';
import { RouteFields } from './route-fields';

const CONDITIONS = [
  ['connect-failure', 'the connection failed'],
  ['refused-stream', 'the request was refused'],
  ['unavailable', 'gRPC answered unavailable'],
  ['cancelled', 'gRPC answered cancelled'],
  ['gateway-error', '502, 503 or 504'],
  ['5xx', 'any 5xx, or no answer'],
  ['reset', 'the connection was reset'],
  ['retriable-4xx', '409'],
] as const;

function TimeoutsRetriesForm({ state, onState, mesh, problemOf }: AssistantFormProps<TimeoutsRetries>) {
  const { retries } = state;
  const setRetries = (change: Partial<NonNullable<TimeoutsRetries['retries']>>) =>
    onState({ ...state, retries: { ...(retries ?? DEFAULT_RETRIES), ...change } });
  return (
    <>
      <RouteFields
        choice={state}
        mesh={mesh}
        onPlace={(place) => onState({ ...state, ...place })}
        onRule={(rule) => onState(timeoutsAt({ ...state, rule }, chosenRule(mesh, { ...state, rule })))}
        problemOf={problemOf}
      />
      <FormSection title="Timeout">
        <TextField
          label="Give up after"
          value={state.timeout}
          placeholder="never"
          hint="Of the whole request, retries included. Empty: no limit."
          error={problemOf('timeout')}
          onChange={(event) => onState({ ...state, timeout: event.target.value })}
        />
      </FormSection>
      <FormSection title="Retries">
        <Checkbox
          label="Say how failed requests are tried again"
          hint="Otherwise the mesh tries twice more."
          checked={retries !== null}
          onCheckedChange={(checked) => onState({ ...state, retries: checked ? DEFAULT_RETRIES : null })}
        />
        {retries !== null && (
          <>
            <FieldPair>
              <NumberField
                label="More tries"
                min={0}
                value={retries.attempts}
                onValue={(attempts) => setRetries({ attempts: Math.max(0, Math.round(attempts)) })}
              />
              <TextField
                label="Each for at most"
                value={retries.perTryTimeout}
                placeholder="the whole timeout"
                error={problemOf('retries.perTryTimeout')}
                onChange={(event) => setRetries({ perTryTimeout: event.target.value })}
              />
            </FieldPair>
            <div>
              <p className="font-medium text-text-2 text-xs">When</p>
              {CONDITIONS.map(([name, words]) => (
                <Checkbox
                  key={name}
                  label={
                    <>
                      <code className="font-mono text-xs">{name}</code>: {words}
                    </>
                  }
                  checked={retries.retryOn.includes(name)}
                  onCheckedChange={(checked) =>
                    setRetries({
                      retryOn: checked
                        ? [...retries.retryOn, name]
                        : retries.retryOn.filter((other) => other !== name),
                    })
                  }
                />
              ))}
              <p className="text-text-3 text-xs">
                None chosen: Istio’s own conditions, which are safe for any request.
              </p>
            </div>
          </>
        )}
      </FormSection>
    </>
  );
}

const DEFAULT_RETRIES = { attempts: 2, perTryTimeout: '', retryOn: [] };

export function TimeoutsRetriesAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench assistant={timeoutsRetries} Form={TimeoutsRetriesForm} {...props} />;
}
