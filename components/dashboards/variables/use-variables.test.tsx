// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { newDashboard } from '@/lib/dashboards/edit/copy';
import { newVariable } from '@/lib/dashboards/edit/new-variable';
import { useVariables } from './use-variables';

function wrapper({ children }: { readonly children: ReactNode }) {
  return (
    <NuqsTestingAdapter searchParams="?var-two=typed">
      <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
    </NuqsTestingAdapter>
  );
}

it('takes variables that are added and renamed while the dashboard is shown', () => {
  const dashboard = newDashboard('Own', new Set());
  const textbox = newVariable('textbox', new Set());
  const named = (...names: readonly string[]) => ({
    ...dashboard,
    variables: names.map((name) => ({ ...textbox, name })),
  });
  const window = { fromMs: 0, toMs: 3_600_000 };
  const { result, rerender } = renderHook(({ shown }) => useVariables(shown, window, 'UTC'), {
    wrapper,
    initialProps: { shown: named() },
  });
  for (const names of [['one'], ['one', 'two'], ['two'], ['three']]) {
    rerender({ shown: named(...names) });
    expect(result.current.resolved.map(({ variable }) => variable.name)).toEqual(names);
  }
  rerender({ shown: named('two') });
  expect(result.current.resolved[0]?.chosen?.values).toEqual(['typed']);
});
