'use client';
/** The form of request routing: rules in the order in which they are tried. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { AddButton, replaced } from '@/components/config/assistants/form-parts';
import { PlaceFields } from '@/components/config/assistants/place-fields';
import {
  freshRule,
  type RequestRouting,
  requestRouting,
} from '@/lib/config/assistants/traffic/request-routing';
import { virtualServiceId } from '@/lib/config/assistants/traffic/route-choice';
import { emptyMatch, type RuleState } from '@/lib/config/assistants/traffic/route-rule';
import { RuleCard } from './rule-card';

function RequestRoutingForm({ state, onState, mesh, problemOf }: AssistantFormProps<RequestRouting>) {
  const { rules, host } = state;
  const setRules = (next: RuleState[]) => onState({ ...state, rules: next });
  const move = (at: number, by: -1 | 1) => {
    const moved = [...rules];
    const [rule] = moved.splice(at, 1);
    if (rule !== undefined) moved.splice(at + by, 0, rule);
    setRules(moved);
  };
  return (
    <>
      <PlaceFields
        kind="VirtualService"
        place={state}
        isStored={mesh.get(virtualServiceId(state)) !== null}
        mesh={mesh}
        onPlace={(place) => onState({ ...state, ...place, rules: withHost(rules, host, place.host) })}
        problemOf={problemOf}
      />
      {rules.map((rule, index) => (
        <RuleCard
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is its identity
          key={index}
          index={index}
          count={rules.length}
          rule={rule}
          namespace={state.namespace}
          mesh={mesh}
          onRule={(next) => setRules(replaced(rules, index, next))}
          onMove={(by) => move(index, by)}
          problemOf={(field) => problemOf(`rules.${index}${field === '' ? '' : `.${field}`}`)}
        />
      ))}
      <div className="px-4 py-3">
        <AddButton onClick={() => setRules([{ ...freshRule(host), matches: [emptyMatch()] }, ...rules])}>
          Add a rule at the top
        </AddButton>
      </div>
    </>
  );
}

/** Destinations that meant the service before mean the other one now. */
function withHost(rules: readonly RuleState[], before: string, host: string): RuleState[] {
  return rules.map((rule) => ({
    ...rule,
    destinations: rule.destinations.map((entry) =>
      entry.host === before ? { ...entry, host, subset: before === host ? entry.subset : '' } : entry,
    ),
  }));
}

export function RequestRoutingAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench assistant={requestRouting} Form={RequestRoutingForm} {...props} />;
}
