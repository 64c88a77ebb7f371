'use client';
/** The form of traffic shifting: weights, the plan of a canary, and how the versions do. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import {
  AddButton,
  FormSection,
  NumberField,
  RemoveButton,
  replaced,
} from '@/components/config/assistants/form-parts';
import { SubsetField } from '@/components/config/assistants/place-fields';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { virtualServiceId } from '@/lib/config/assistants/traffic/route-choice';
import { placeWords } from '@/lib/config/assistants/traffic/rule-words';
import {
  shiftingAt,
  type TrafficShare,
  type TrafficShifting,
  trafficShifting,
} from '@/lib/config/assistants/traffic/traffic-shifting';
import { CanaryFields } from './canary-fields';
import { RouteFields } from './route-fields';
import { VersionComparison } from './version-comparison';

function TrafficShiftingForm({ state, onState, mesh, problemOf }: AssistantFormProps<TrafficShifting>) {
  const { shares, protocol, host, namespace } = state;
  const setShare = (at: number, share: TrafficShare | null) =>
    onState({ ...state, shares: replaced(shares, at, share) });
  const unused = [...mesh.subsetsOf(host, namespace), ...mesh.versionsOf(host, namespace)].find(
    (subset) => !shares.some((share) => share.subset === subset),
  );
  const isNew = mesh.get(virtualServiceId(state)) === null;
  return (
    <>
      <RouteFields
        choice={state}
        mesh={mesh}
        list={protocol}
        onPlace={(place) =>
          onState({ ...shiftingAt(mesh, { ...state, ...place }, protocol), plan: state.plan })
        }
        onRule={(rule) => onState(shiftingAt(mesh, { ...state, rule }, protocol))}
        problemOf={problemOf}
      />
      <FormSection title="Shares" problem={problemOf('shares')}>
        {isNew && (
          <SegmentedControl
            label="Protocol"
            value={protocol}
            onValueChange={(next) => onState({ ...state, protocol: next })}
            segments={[
              { value: 'http', label: 'HTTP' },
              { value: 'tcp', label: 'TCP' },
            ]}
            className="justify-self-start"
          />
        )}
        {shares.map((share, index) => (
          <div
            // Two shares of one version are a mistake that the reader is about to mend.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is its identity
            key={index}
            className="grid grid-cols-[minmax(0,1fr)_96px_28px] items-center gap-2"
          >
            <SubsetField
              label={`Version ${index + 1} of ${share.host}`}
              labelHidden
              value={share.subset}
              host={share.host}
              namespace={namespace}
              mesh={mesh}
              onValue={(subset) => setShare(index, { ...share, subset })}
            />
            <NumberField
              label={`Weight of ${placeWords(share.host, share.subset)}, %`}
              labelHidden
              min={0}
              max={100}
              value={share.weight}
              onValue={(weight) => setShare(index, { ...share, weight })}
            />
            <RemoveButton
              label={`Remove ${placeWords(share.host, share.subset)}`}
              onClick={() => setShare(index, null)}
            />
          </div>
        ))}
        <AddButton
          onClick={() =>
            onState({
              ...state,
              shares: [
                ...shares,
                { host, subset: unused ?? '', port: '', from: null, weight: shares.length === 0 ? 100 : 0 },
              ],
            })
          }
        >
          Add a version
        </AddButton>
      </FormSection>
      <CanaryFields state={state} onState={onState} problemOf={problemOf} />
      <VersionComparison
        host={host}
        subsets={shares.map(({ subset }) => subset)}
        mesh={mesh}
        namespace={namespace}
      />
    </>
  );
}

export function TrafficShiftingAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench assistant={trafficShifting} Form={TrafficShiftingForm} {...props} />;
}
