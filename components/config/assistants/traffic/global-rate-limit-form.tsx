'use client';
/** The form of a global rate limit: who is asked, what requests are counted by, and how many pass. */
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { AddButton, FormSection, OfferedField, replaced } from '@/components/config/assistants/form-parts';
import { NamespaceField } from '@/components/config/assistants/place-fields';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import { type GlobalRateLimit, globalRateLimit } from '@/lib/config/assistants/traffic/global-rate-limit';
import { LimitCard } from './limit-card';
import { PlacementFields } from './placement-fields';

function GlobalRateLimitForm({ state, onState, mesh, problemOf }: AssistantFormProps<GlobalRateLimit>) {
  const { limits } = state;
  const set = (change: Partial<GlobalRateLimit>) => onState({ ...state, ...change });
  return (
    <>
      <PlacementFields place={state} mesh={mesh} onPlace={set} problemOf={problemOf} />
      <FormSection title="Rate limit service">
        <div className="grid grid-cols-[minmax(0,1fr)_96px] gap-3">
          <OfferedField
            label="Service"
            value={state.service}
            offers={mesh.view.services.map(({ host }) => host)}
            onValue={(service) => set({ service })}
            problem={problemOf('service')}
          />
          <TextField
            label="gRPC port"
            value={state.servicePort}
            error={problemOf('servicePort')}
            onChange={(event) => set({ servicePort: event.target.value })}
          />
          <TextField
            label="Domain"
            value={state.domain}
            error={problemOf('domain')}
            onChange={(event) => set({ domain: event.target.value })}
          />
          <TextField
            label="Wait at most"
            value={state.timeout}
            placeholder="20ms"
            error={problemOf('timeout')}
            onChange={(event) => set({ timeout: event.target.value })}
          />
        </div>
        <Checkbox
          label="Refuse requests while it does not answer"
          checked={state.denies}
          onCheckedChange={(denies) => set({ denies })}
        />
      </FormSection>
      {limits.map((limit, index) => (
        <LimitCard
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is its identity
          key={index}
          index={index}
          limit={limit}
          hasNumbers={state.configName !== ''}
          onLimit={(next) => set({ limits: replaced(limits, index, next) })}
          problem={problemOf(`limits.${index}`)}
        />
      ))}
      <div className="border-line border-b px-4 py-3">
        <AddButton
          onClick={() =>
            set({
              limits: [
                ...limits,
                { from: null, by: 'header', header: '', key: '', value: '', requests: 100, unit: 'minute' },
              ],
            })
          }
        >
          Limit
        </AddButton>
      </div>
      <FormSection title="File of the service">
        <div className="grid grid-cols-2 gap-3">
          <NamespaceField
            value={state.configNamespace}
            mesh={mesh}
            onValue={(configNamespace) => set({ configNamespace })}
            problem={problemOf('configNamespace')}
          />
          <TextField
            label="ConfigMap"
            value={state.configName}
            placeholder="not written"
            error={problemOf('configName')}
            onChange={(event) => set({ configName: event.target.value })}
          />
        </div>
      </FormSection>
    </>
  );
}

export function GlobalRateLimitAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench assistant={globalRateLimit} Form={GlobalRateLimitForm} {...props} />;
}
