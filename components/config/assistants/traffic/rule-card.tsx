'use client';
/** One rule of request routing: when it fits, and where its requests go. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  AddButton,
  FieldError,
  FormSection,
  NumberField,
  RemoveButton,
  replaced,
} from '@/components/config/assistants/form-parts';
import { HostField, SubsetField } from '@/components/config/assistants/place-fields';
import { IconButton } from '@/components/ui/icon-button';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { emptyMatch, type RuleState, type WeightedState } from '@/lib/config/assistants/traffic/route-rule';
import { MatchCard } from './match-card';

export interface RuleCardProps {
  index: number;
  count: number;
  rule: RuleState;
  namespace: string;
  mesh: MeshObjects;
  onRule: (rule: RuleState | null) => void;
  /** Moves it by one place: -1 up, 1 down. */
  onMove: (by: -1 | 1) => void;
  problemOf: (field: string) => string | undefined;
}

export function RuleCard(props: RuleCardProps) {
  const { index, count, rule, onRule, onMove, problemOf } = props;
  const title = rule.name === '' ? `Rule ${index + 1}` : `Rule ${index + 1}: ${rule.name}`;
  return (
    <FormSection
      title={title}
      problem={problemOf('') ?? problemOf('matches') ?? problemOf('weights')}
      action={
        <>
          <IconButton label={`Move rule ${index + 1} up`} disabled={index === 0} onClick={() => onMove(-1)}>
            <ArrowUp aria-hidden="true" />
          </IconButton>
          <IconButton
            label={`Move rule ${index + 1} down`}
            disabled={index === count - 1}
            onClick={() => onMove(1)}
          >
            <ArrowDown aria-hidden="true" />
          </IconButton>
          <RemoveButton label={`Remove rule ${index + 1}`} onClick={() => onRule(null)} />
        </>
      }
    >
      {rule.matches.length === 0 && <p className="text-sm text-text-2">Takes every request.</p>}
      {rule.matches.map((match, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is its identity
        <div key={at} className="grid gap-1.5">
          {at > 0 && <span className="text-text-3 text-xs">or</span>}
          <MatchCard
            name={`condition ${at + 1} of rule ${index + 1}`}
            match={match}
            onMatch={(next) => onRule({ ...rule, matches: replaced(rule.matches, at, next) })}
            problemOf={(field) => problemOf(`matches.${at}.${field}`)}
          />
        </div>
      ))}
      <AddButton onClick={() => onRule({ ...rule, matches: [...rule.matches, emptyMatch()] })}>
        {rule.matches.length === 0 ? 'Only requests that …' : 'Or requests that …'}
      </AddButton>
      {rule.instead !== null ? (
        <p className="text-sm text-text-2">Then: {rule.instead}. This form keeps it as it is.</p>
      ) : (
        <Destinations {...props} />
      )}
    </FormSection>
  );
}

function Destinations({ index, rule, namespace, mesh, onRule, problemOf }: RuleCardProps) {
  const { destinations } = rule;
  const set = (at: number, destination: WeightedState | null) => {
    const next = replaced(destinations, at, destination);
    const [only] = next;
    const isAlone = destination === null && next.length === 1 && only !== undefined;
    onRule({ ...rule, destinations: isAlone ? [{ ...only, weight: null }] : next });
  };
  const add = () => {
    const first = destinations[0];
    const fresh = { from: null, host: first?.host ?? '', subset: '', port: first?.port ?? '' };
    const weighted = destinations.map((entry) => ({ ...entry, weight: entry.weight ?? 100 }));
    onRule({ ...rule, destinations: [...weighted, { ...fresh, weight: weighted.length === 0 ? null : 0 }] });
  };
  return (
    <div className="grid gap-1.5">
      <span className="font-medium text-text-2 text-xs">Send to</span>
      {destinations.map((destination, at) => {
        const problem = problemOf(`destinations.${at}.host`);
        const name = `destination ${at + 1} of rule ${index + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is its identity
          <div key={at} className="grid gap-1">
            <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_80px_28px] items-center gap-1.5">
              <HostField
                label={`Service, ${name}`}
                labelHidden
                value={destination.host}
                namespace={namespace}
                mesh={mesh}
                onValue={(host) => set(at, { ...destination, host, subset: '' })}
              />
              <SubsetField
                label={`Version, ${name}`}
                labelHidden
                value={destination.subset}
                host={destination.host}
                namespace={namespace}
                mesh={mesh}
                onValue={(subset) => set(at, { ...destination, subset })}
              />
              {destinations.length > 1 ? (
                <NumberField
                  label={`Weight in %, ${name}`}
                  labelHidden
                  min={0}
                  max={100}
                  value={destination.weight ?? 0}
                  onValue={(weight) => set(at, { ...destination, weight })}
                />
              ) : (
                <span className="text-center text-text-3 text-xs">all</span>
              )}
              {destinations.length > 1 ? (
                <RemoveButton label={`Remove ${name}`} onClick={() => set(at, null)} />
              ) : (
                <span />
              )}
            </div>
            {problem !== undefined && <FieldError>{problem}</FieldError>}
          </div>
        );
      })}
      <AddButton onClick={add}>Split by weight</AddButton>
    </div>
  );
}
