// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Tooltip } from 'radix-ui';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { LabelsField } from '@/components/config/assistants/form-fields';
import type { LabelRows } from '@/lib/config/assistants/mesh/form-object';
import type { OutsideHost } from '@/lib/config/assistants/mesh/outside-host';
import { serviceEntry } from '@/lib/config/assistants/mesh/service-entry';
import { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import type { GraphAnswer } from '@/lib/graph/contract';
import { observedWorkloads } from './observed-callers';
import { ServiceEntryForm } from './service-entry-form';

afterEach(cleanup);

const mesh = new MeshObjects([
  {
    id: { group: '', kind: 'Namespace', namespace: null, name: 'shop' },
    version: '1',
    value: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  },
]);

function Harness({ onState }: { onState: (state: OutsideHost) => void }) {
  const reading = serviceEntry.read(mesh, { kind: 'nothing', namespace: 'shop' });
  if (reading.kind !== 'state') throw new Error('refused');
  const [state, setState] = useState(reading.state);
  return (
    <Tooltip.Provider>
      <ServiceEntryForm
        state={state}
        onState={(next) => {
          setState(next);
          onState(next);
        }}
        mesh={mesh}
        problemOf={(field) =>
          serviceEntry.problems(state, mesh).find((problem) => problem.field === field)?.message
        }
      />
    </Tooltip.Provider>
  );
}

describe('ServiceEntryForm', () => {
  it('fills the state as somebody types, and says what is missing at its field', {
    timeout: 30_000,
  }, async () => {
    const user = userEvent.setup();
    let last: OutsideHost | null = null;
    render(
      <Harness
        onState={(state) => {
          last = state;
        }}
      />,
    );
    const hosts = screen.getByLabelText('Hosts');
    expect(hosts.getAttribute('aria-invalid')).toBe('true');
    await user.click(hosts);
    await user.paste('api.example.com, www.example.com');
    await user.click(screen.getAllByLabelText('Name')[0] as HTMLElement);
    await user.paste('api');
    expect(last).toMatchObject({ name: 'api', hosts: ['api.example.com', 'www.example.com'] });
    expect(hosts.getAttribute('aria-invalid')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Add port' }));
    expect(last).toMatchObject({ ports: [{ number: '443' }, { number: '80', protocol: 'HTTP' }] });
    await user.click(screen.getByRole('button', { name: 'Remove port 1' }));
    expect(last).toMatchObject({ ports: [{ number: '80' }] });
    const ports = within(screen.getByRole('group', { name: 'Ports' }));
    expect(ports.getByLabelText('Port')).toHaveProperty('value', '80');
  });
});

function Labels({ seen }: { seen: LabelRows[] }) {
  const [rows, setRows] = useState<LabelRows>([]);
  return (
    <LabelsField
      label="Labels"
      rows={rows}
      onRows={(next) => {
        setRows(next);
        seen.push(next);
      }}
    />
  );
}

describe('LabelsField', () => {
  it('reads key=value texts with commas between', { timeout: 30_000 }, async () => {
    const user = userEvent.setup();
    const seen: LabelRows[] = [];
    render(<Labels seen={seen} />);
    await user.type(screen.getByLabelText('Labels'), 'app=a, v=1');
    expect(seen.at(-1)).toEqual([
      { key: 'app', value: 'a' },
      { key: 'v', value: '1' },
    ]);
  });
});

describe('observedWorkloads', () => {
  it('lists callers with their identities, those without one apart', () => {
    const node = (id: string, workload: string) => ({
      id,
      name: workload,
      workload,
      namespace: 'shop',
      kind: 'workload',
    });
    const edge = (source: string, share: number, principals: readonly string[]) => ({
      source,
      target: 'b',
      requests: { requestsPerSecond: 10 },
      tcp: null,
      mtls: { share, sourcePrincipals: principals, destinationPrincipals: [] },
    });
    const answer = {
      nodes: [node('a', 'cart-v1'), node('b', 'pay-v1'), node('c', 'legacy')],
      edges: [edge('a', 1, ['spiffe://cluster.local/ns/shop/sa/cart']), edge('c', 0, [])],
    } as unknown as GraphAnswer;
    expect(observedWorkloads(answer, 'shop')).toEqual([
      {
        name: 'pay-v1',
        isChosen: false,
        isLimited: false,
        callers: [
          {
            principal: 'cluster.local/ns/shop/sa/cart',
            workload: 'cart-v1 of shop',
            rate: 10,
            requests: [],
            isAllowed: true,
          },
          { principal: '', workload: 'legacy of shop', rate: 10, requests: [], isAllowed: false },
        ],
      },
    ]);
    expect(observedWorkloads(answer, 'bookinfo')).toEqual([]);
  });
});
