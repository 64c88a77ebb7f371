'use client';
/** The form of mirroring. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair, ShareField } from '@/components/config/assistants/form-fields';
import { FormSection } from '@/components/config/assistants/form-parts';
import { HostField, SubsetField } from '@/components/config/assistants/place-fields';
import { Checkbox } from '@/components/ui/checkbox';
import { type Mirroring, mirrorAt, mirroring } from '@/lib/config/assistants/traffic/mirroring';
import { chosenRule } from '@/lib/config/assistants/traffic/route-choice';
import { RouteFields } from './route-fields';

function MirroringForm({ state, onState, mesh, problemOf }: AssistantFormProps<Mirroring>) {
  const { mirror, namespace } = state;
  const fresh = { host: state.host, subset: '', port: '', percent: 100 };
  return (
    <>
      <RouteFields
        choice={state}
        mesh={mesh}
        onPlace={(place) => onState({ ...state, ...place })}
        onRule={(rule) => onState(mirrorAt({ ...state, rule }, chosenRule(mesh, { ...state, rule })))}
        problemOf={problemOf}
      />
      <FormSection title="Copies">
        <Checkbox
          label="Send a copy of requests"
          checked={mirror !== null}
          onCheckedChange={(on) => onState({ ...state, mirror: on ? fresh : null })}
        />
        {mirror !== null && (
          <>
            <FieldPair>
              <HostField
                label="To"
                value={mirror.host}
                namespace={namespace}
                mesh={mesh}
                problem={problemOf('mirror.host')}
                onValue={(host) => onState({ ...state, mirror: { ...mirror, host, subset: '' } })}
              />
              <SubsetField
                value={mirror.subset}
                host={mirror.host}
                namespace={namespace}
                mesh={mesh}
                onValue={(subset) => onState({ ...state, mirror: { ...mirror, subset } })}
              />
            </FieldPair>
            <ShareField
              value={mirror.percent}
              problem={problemOf('mirror.percent')}
              onValue={(percent) => onState({ ...state, mirror: { ...mirror, percent } })}
            />
          </>
        )}
      </FormSection>
    </>
  );
}

export function MirroringAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench assistant={mirroring} Form={MirroringForm} {...props} />;
}
