// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { SegmentedControl } from './segmented-control';
import { TabPanel, Tabs } from './tabs';

afterEach(cleanup);

const ITEMS = [
  { value: 'traffic', label: 'Traffic' },
  { value: 'codes', label: 'Codes', count: 4 },
  { value: 'config', label: 'Config' },
] as const;

function Panel() {
  const [value, setValue] = useState<(typeof ITEMS)[number]['value']>('traffic');
  return (
    <>
      <Tabs id="edge" label="Edge" value={value} onValueChange={setValue} items={ITEMS} />
      <TabPanel tabs="edge" value={value}>
        {value} is shown
      </TabPanel>
    </>
  );
}

describe('Tabs', () => {
  it('moves with the arrow keys around the ends, and with Home and End', async () => {
    const user = userEvent.setup();
    render(<Panel />);
    await user.tab();
    await user.keyboard('{ArrowLeft}');
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Config');
    expect(document.activeElement?.textContent).toBe('Config');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(screen.getByRole('tab', { selected: true }).textContent).toContain('Codes');
    await user.keyboard('{End}{Home}');
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Traffic');
  });

  it('names the panel by its tab', async () => {
    const user = userEvent.setup();
    render(<Panel />);
    await user.click(screen.getByRole('tab', { name: /Codes/ }));
    expect(screen.getByRole('tabpanel', { name: /Codes/ }).textContent).toBe('codes is shown');
  });

  it('has one stop for the Tab key', () => {
    render(<Panel />);
    expect(screen.getAllByRole('tab').filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
  });
});

describe('SegmentedControl', () => {
  it('skips what cannot be chosen', async () => {
    const user = userEvent.setup();
    const chosen: string[] = [];
    render(
      <SegmentedControl
        label="Scale"
        value="log"
        onValueChange={(value) => chosen.push(value)}
        segments={[
          { value: 'log', label: 'Log' },
          { value: 'none', label: 'None', disabled: true },
          { value: 'linear', label: 'Linear' },
        ]}
      />,
    );
    await user.tab();
    await user.keyboard('{ArrowRight}');
    expect(chosen).toEqual(['linear']);
    expect(screen.getByRole('radio', { name: 'Log' }).getAttribute('aria-checked')).toBe('true');
  });
});
