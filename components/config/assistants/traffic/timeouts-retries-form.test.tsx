// @vitest-environment jsdom

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TextDiffProps } from '@/components/config/editor/text-diff';
import { stubResizeObserver } from '@/components/ui/stub-resize-observer';
import { TooltipProvider } from '@/components/ui/tooltip';
import {
  FIXTURE,
  HAND_WRITTEN,
  HAND_WRITTEN_RULE,
  meshOf,
} from '@/lib/config/assistants/traffic/fixture-mesh';
import { TimeoutsRetriesAssistant } from './timeouts-retries-form';

// The difference itself is CodeMirror's; here it matters which text is shown.
vi.mock('@/components/config/diff-view', () => ({
  DiffView: ({ after }: TextDiffProps) => <pre data-testid="after">{after}</pre>,
}));

const ID = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'reviews' };
const FINE = { problems: [], elsewhere: [], explanation: null, references: null };
/** Contracts are loaded with the first answer, which takes a busy machine a while. */
configure({ asyncUtilTimeout: 15_000 });
const SLOW_MS = 60_000;
let mayWrite = true;
let posted: unknown[] = [];

function answer(path: string, body: unknown): unknown {
  if (path.startsWith('/api/session')) {
    const role = mayWrite ? 'admin' : 'viewer';
    return {
      session: { user: 'someone', role, rights: 'role', token: 't', endsAtSeconds: 2_000_000_000 },
      readOnly: false,
      instance: 'test',
      login: 'password',
    };
  }
  if (path === '/api/config/validate') return FINE;
  if (path === '/api/config/changes') {
    posted.push(body);
    return { steps: [], undo: [] };
  }
  const object = {
    id: ID,
    apiVersion: 'networking.istio.io/v1',
    text: HAND_WRITTEN,
    version: '1',
    origin: 'a.yaml',
  };
  return { object, assessment: FINE };
}

beforeEach(() => {
  posted = [];
  mayWrite = true;
  stubResizeObserver();
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) =>
    Response.json(answer(path, JSON.parse(String(init?.body ?? 'null')))),
  );
});
afterEach(() => {
  cleanup();
  window.sessionStorage.clear();
  vi.unstubAllGlobals();
});

function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  return render(
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <TimeoutsRetriesAssistant
          mesh={meshOf(FIXTURE, HAND_WRITTEN, HAND_WRITTEN_RULE)}
          target={{ kind: 'object', id: ID }}
        />
      </TooltipProvider>
    </QueryClientProvider>,
  );
}

const writtenText = async () => (await screen.findByTestId('after')).textContent ?? '';

describe('the assistant for timeouts and retries', () => {
  it(
    'writes into the text that is stored, and saves it over its version',
    async () => {
      open();
      expect(await screen.findByText('Nothing would change')).toBeDefined();
      await userEvent.type(screen.getByLabelText('Give up after'), '3s');
      expect(await writtenText()).toBe(`${HAND_WRITTEN}      timeout: 3s\n`);
      expect(screen.getByText(/is given up after 3s/)).toBeDefined();
      const save = screen.getByRole('button', { name: 'Save' });
      await waitFor(() => expect(save.hasAttribute('disabled')).toBe(false));
      await userEvent.click(save);
      await waitFor(() =>
        expect(posted).toEqual([
          {
            changes: [{ id: ID, text: `${HAND_WRITTEN}      timeout: 3s\n`, baseVersion: '1' }],
            rehearse: false,
          },
        ]),
      );
    },
    SLOW_MS,
  );

  it('names what is wrong at its field, and does not save it', async () => {
    open();
    await userEvent.type(await screen.findByLabelText('Give up after'), 'soon');
    expect(screen.getByLabelText('Give up after').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('button', { name: 'Save' }).hasAttribute('disabled')).toBe(true);
  });

  it('keeps what was chosen when the page is left and opened again', async () => {
    const first = open();
    await userEvent.click(await screen.findByRole('checkbox', { name: /Say how failed requests/ }));
    await writtenText();
    first.unmount();
    open();
    expect(await writtenText()).toContain('retries:\n        attempts: 2\n');
    await userEvent.click(screen.getByRole('button', { name: 'Start again' }));
    expect(await screen.findByText('Nothing would change')).toBeDefined();
  });

  it('lets viewers try everything but save', async () => {
    mayWrite = false;
    open();
    await userEvent.type(await screen.findByLabelText('Give up after'), '3s');
    expect(await writtenText()).toContain('timeout: 3s');
    expect(await screen.findByText('Administrators may save it')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Save' }).hasAttribute('disabled')).toBe(true);
  });
});
