'use client';
/** The form of fault injection. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair, ShareField } from '@/components/config/assistants/form-fields';
import { FormSection } from '@/components/config/assistants/form-parts';
import { Checkbox } from '@/components/ui/checkbox';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { TextField } from '@/components/ui/text-field';
import {
  type FaultInjection,
  faultInjection,
  faultsAt,
} from '@/lib/config/assistants/traffic/fault-injection';
import { chosenRule } from '@/lib/config/assistants/traffic/route-choice';
import { RouteFields } from './route-fields';

function FaultInjectionForm({ state, onState, mesh, problemOf }: AssistantFormProps<FaultInjection>) {
  const { delay, abort } = state;
  return (
    <>
      <RouteFields
        choice={state}
        mesh={mesh}
        onPlace={(place) => onState({ ...state, ...place })}
        onRule={(rule) => onState(faultsAt({ ...state, rule }, chosenRule(mesh, { ...state, rule })))}
        problemOf={problemOf}
      />
      <FormSection title="Delay">
        <Checkbox
          label="Make requests wait"
          checked={delay !== null}
          onCheckedChange={(on) =>
            onState({ ...state, delay: on ? { percent: 10, fixedDelay: '5s' } : null })
          }
        />
        {delay !== null && (
          <FieldPair>
            <ShareField
              value={delay.percent}
              problem={problemOf('delay.percent')}
              onValue={(percent) => onState({ ...state, delay: { ...delay, percent } })}
            />
            <TextField
              label="Wait"
              value={delay.fixedDelay}
              error={problemOf('delay.fixedDelay')}
              onChange={(event) => onState({ ...state, delay: { ...delay, fixedDelay: event.target.value } })}
            />
          </FieldPair>
        )}
      </FormSection>
      <FormSection title="Abort">
        <Checkbox
          label="Answer in place of the service"
          checked={abort !== null}
          onCheckedChange={(on) =>
            onState({ ...state, abort: on ? { percent: 10, kind: 'http', status: '503' } : null })
          }
        />
        {abort !== null && (
          <>
            <SegmentedControl
              label="Kind of status"
              value={abort.kind}
              onValueChange={(kind) =>
                onState({
                  ...state,
                  abort: { ...abort, kind, status: kind === 'grpc' ? 'UNAVAILABLE' : '503' },
                })
              }
              segments={[
                { value: 'http', label: 'HTTP' },
                { value: 'grpc', label: 'gRPC' },
              ]}
              className="justify-self-start"
            />
            <FieldPair>
              <ShareField
                value={abort.percent}
                problem={problemOf('abort.percent')}
                onValue={(percent) => onState({ ...state, abort: { ...abort, percent } })}
              />
              <TextField
                label="Status"
                value={abort.status}
                error={problemOf('abort.status')}
                onChange={(event) => onState({ ...state, abort: { ...abort, status: event.target.value } })}
              />
            </FieldPair>
          </>
        )}
      </FormSection>
    </>
  );
}

export function FaultInjectionAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench assistant={faultInjection} Form={FaultInjectionForm} {...props} />;
}
