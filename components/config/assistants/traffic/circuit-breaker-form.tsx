'use client';
/** The form of circuit breaker, outlier detection and load balancing. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair } from '@/components/config/assistants/form-fields';
import { ChoiceField, FormSection } from '@/components/config/assistants/form-parts';
import { PlaceFields, SubsetField } from '@/components/config/assistants/place-fields';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import {
  breakerAt,
  type CircuitBreaker,
  circuitBreaker,
  destinationRuleId,
} from '@/lib/config/assistants/traffic/circuit-breaker';
import { BALANCERS } from '@/lib/config/assistants/traffic/load-balancing';

type Pool = CircuitBreaker['pool'];
type Outlier = NonNullable<CircuitBreaker['outlier']>;

const POOL_FIELDS: readonly (readonly [keyof Pool, string, string])[] = [
  ['maxConnections', 'Connections', 'no limit'],
  ['connectTimeout', 'Time to connect', '10s'],
  ['http2MaxRequests', 'Requests under way', 'no limit'],
  ['http1MaxPendingRequests', 'Requests waiting', 'no limit'],
  ['maxRequestsPerConnection', 'Requests per connection', 'no limit'],
  ['maxRetries', 'Retries under way', 'no limit'],
  ['idleTimeout', 'Close idle connections', '1h'],
];
const OUTLIER_FIELDS: readonly (readonly [keyof Outlier, string, string])[] = [
  ['consecutive5xxErrors', '5xx in a row', '5'],
  ['consecutiveGatewayErrors', '502, 503, 504 in a row', 'off'],
  ['interval', 'Look every', '10s'],
  ['baseEjectionTime', 'Leave out for', '30s'],
  ['maxEjectionPercent', 'At most out, %', '10'],
  ['minHealthPercent', 'Call all below, % healthy', '0'],
];
const NO_OUTLIER: Outlier = {
  consecutive5xxErrors: '5',
  consecutiveGatewayErrors: '',
  interval: '',
  baseEjectionTime: '',
  maxEjectionPercent: '',
  minHealthPercent: '',
};

function CircuitBreakerForm({ state, onState, mesh, problemOf }: AssistantFormProps<CircuitBreaker>) {
  const { pool, outlier, balance } = state;
  const isStored = mesh.get(destinationRuleId(state)) !== null;
  const named = BALANCERS.find(({ value }) => value === balance.kind)?.names;
  const other = balance.kind === 'other' ? [{ value: 'other' as const, label: 'As it is written' }] : [];
  return (
    <>
      <PlaceFields
        kind="DestinationRule"
        place={state}
        isStored={isStored}
        mesh={mesh}
        onPlace={(place) => onState({ ...state, ...place })}
        problemOf={problemOf}
      />
      <FormSection title="For">
        <SubsetField
          value={state.subset}
          host={state.host}
          namespace={state.namespace}
          mesh={mesh}
          onValue={(subset) =>
            onState(isStored ? breakerAt(mesh, { ...state, subset }) : { ...state, subset })
          }
        />
      </FormSection>
      <FormSection title="Limits of each caller’s proxy">
        <FieldPair>
          {POOL_FIELDS.map(([name, label, byDefault]) => (
            <TextField
              key={name}
              label={label}
              value={pool[name]}
              placeholder={byDefault}
              error={problemOf(`pool.${name}`)}
              onChange={(event) => onState({ ...state, pool: { ...pool, [name]: event.target.value } })}
            />
          ))}
        </FieldPair>
      </FormSection>
      <FormSection title="Outlier detection">
        <Checkbox
          label="Leave out pods that fail"
          checked={outlier !== null}
          onCheckedChange={(on) => onState({ ...state, outlier: on ? NO_OUTLIER : null })}
        />
        {outlier !== null && (
          <FieldPair>
            {OUTLIER_FIELDS.map(([name, label, byDefault]) => (
              <TextField
                key={name}
                label={label}
                value={outlier[name]}
                placeholder={byDefault}
                error={problemOf(`outlier.${name}`)}
                onChange={(event) =>
                  onState({ ...state, outlier: { ...outlier, [name]: event.target.value } })
                }
              />
            ))}
          </FieldPair>
        )}
      </FormSection>
      <FormSection title="Load balancing">
        <ChoiceField
          label="Requests go to"
          value={balance.kind}
          options={[...BALANCERS, ...other]}
          onValue={(kind) => onState({ ...state, balance: { kind, name: balance.name, ttl: '' } })}
        />
        {named !== undefined && (
          <FieldPair>
            <TextField
              label={`Name of the ${named}`}
              value={balance.name}
              error={problemOf('balance.name')}
              onChange={(event) => onState({ ...state, balance: { ...balance, name: event.target.value } })}
            />
            {balance.kind === 'cookie' && (
              <TextField
                label="Set it for"
                value={balance.ttl}
                placeholder="never set"
                error={problemOf('balance.ttl')}
                onChange={(event) => onState({ ...state, balance: { ...balance, ttl: event.target.value } })}
              />
            )}
          </FieldPair>
        )}
      </FormSection>
    </>
  );
}

export function CircuitBreakerAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench assistant={circuitBreaker} Form={CircuitBreakerForm} {...props} />;
}
