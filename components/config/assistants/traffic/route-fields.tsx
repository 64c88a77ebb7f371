'use client';
/** The service and, of a stored VirtualService, the rule that a form is about. */
import { ChoiceField, FormSection } from '@/components/config/assistants/form-parts';
import { PlaceFields } from '@/components/config/assistants/place-fields';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import {
  destinationsOf,
  type RouteChoice,
  type RouteList,
  rulesOf,
  virtualServiceId,
} from '@/lib/config/assistants/traffic/route-choice';
import { ruleWords } from '@/lib/config/assistants/traffic/rule-words';

export interface RouteFieldsProps {
  choice: RouteChoice;
  mesh: MeshObjects;
  list?: RouteList;
  /** Another service or name, of a new object. */
  onPlace: (place: Pick<RouteChoice, 'namespace' | 'name' | 'host'>) => void;
  onRule: (rule: number) => void;
  problemOf: (field: string) => string | undefined;
}

export function RouteFields({ choice, mesh, list = 'http', onPlace, onRule, problemOf }: RouteFieldsProps) {
  const object = mesh.get(virtualServiceId(choice));
  const rules = object === null ? [] : rulesOf(object.value, list);
  const options = rules.flatMap((rule, index) =>
    destinationsOf(rule).length === 0
      ? []
      : [{ value: String(index), label: `${index + 1}. ${ruleWords(rule)}` }],
  );
  return (
    <>
      <PlaceFields
        kind="VirtualService"
        place={choice}
        isStored={object !== null}
        mesh={mesh}
        onPlace={onPlace}
        problemOf={problemOf}
      />
      {options.length > 1 && (
        <FormSection title="Rule">
          <ChoiceField
            label="Which of its rules"
            value={String(choice.rule ?? '')}
            onValue={(next) => onRule(Number(next))}
            options={options}
          />
        </FormSection>
      )}
    </>
  );
}
