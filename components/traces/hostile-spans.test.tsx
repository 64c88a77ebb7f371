// @vitest-environment jsdom
/** Whatever a span holds is text: these strings stand in every field of it. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { LinkPattern } from '@/lib/traces/links/pattern';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import type { Attributes } from '@/lib/traces/model/span';
import { linkPatternsQuery } from './queries';
import { SpanPanel } from './span-panel';
import { timelineScale } from './timeline-scale';
import { modelOfTrace, type TraceModel } from './trace-model';
import type { TraceState } from './use-trace-state';
import { EVERYTHING } from './waterfall/row-filter';
import { TraceToolbar } from './waterfall/trace-toolbar';
import { WaterfallRow } from './waterfall/waterfall-row';

afterEach(cleanup);

const HOSTILE = [
  '<script>window.hit=1</script>',
  '"><img src=x onerror="window.hit=1">',
  'javascript:window.hit=1',
  '</style><svg onload=window.hit=1>',
  '<a href="javascript:window.hit=1">x</a>',
  '__proto__',
  '{{window.hit=1}}',
];

function hostileModel(text: string) {
  const attributes: Attributes = Object.fromEntries([
    [text, text],
    ['nested', JSON.stringify({ [text]: [text] })],
    ['long', text.repeat(100)],
    ['node_id', `sidecar~1~${text}.${text}~${text}`],
    ['upstream_cluster', `outbound|80|${text}|${text}`],
    ['response_flags', text],
    ['http.status_code', text],
  ]);
  const trace = sampleTrace({
    spanId: '000000000000000a',
    service: text,
    name: text,
    status: 'error',
    statusMessage: text,
    attributes,
    resource: { [text]: text },
    events: [{ timeNs: 1_000_000_000n, name: text, attributes: { [text]: text } }],
    links: [{ traceId: text, spanId: '00000000000000aa', kind: 'link', attributes: {} }],
    warnings: [text],
  });
  return modelOfTrace(trace);
}

function stateOf(model: TraceModel, terms: readonly string[]): TraceState {
  const nothing = () => undefined;
  return {
    lines: { count: 1, row: Int32Array.of(0), hidden: Int32Array.of(0), hiddenRows: 0 },
    folded: new Uint8Array(1),
    halves: null,
    tree: model.trace,
    rows: {
      filter: EVERYTHING,
      kept: null,
      keptCount: 1,
      rest: 'hidden',
      change: nothing,
      setRest: nothing,
      showAnyway: nothing,
    },
    details: 'side',
    selected: 0,
    range: { fromUs: 0, toUs: 100 },
    zoomed: false,
    query: terms.join(' '),
    searching: terms.length > 0,
    terms,
    matches: Int32Array.of(0),
    matched: new Set([0]),
    showPath: true,
    select: nothing,
    toggle: nothing,
    foldSubtree: nothing,
    foldLevel: nothing,
    foldAll: nothing,
    unfoldAll: nothing,
    locateMatches: nothing,
    setPairs: nothing,
    setDetails: nothing,
    setQuery: nothing,
    toMatch: nothing,
    setRange: nothing,
    setShowPath: nothing,
    view: 'waterfall',
    openView: nothing,
  };
}

/** What an operator wrote; the values are a span's. */
const PATTERNS: LinkPattern[] = [
  {
    type: ['tags', 'logs'],
    key: ['http.status_code', 'nested'],
    url: 'https://logs.test/#{http.status_code}?q=#{response_flags}&s=#{span.serviceName}',
    text: '#{http.status_code}',
  },
];

function Around({ children }: { children: ReactNode }) {
  const client = new QueryClient();
  client.setQueryData(linkPatternsQuery.queryKey, { patterns: PATTERNS });
  return (
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <TooltipProvider>{children}</TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>
  );
}

describe('hostile strings in every field of a span', () => {
  it.each(HOSTILE)('%s stays text', (text) => {
    const model = hostileModel(text);
    const state = stateOf(model, [text.toLowerCase().slice(0, 6)]);
    const { container } = render(
      <Around>
        <WaterfallRow
          id="row"
          model={model}
          tree={model.trace}
          isPair={false}
          dimmed={false}
          row={0}
          index={0}
          top={0}
          scale={timelineScale(state.range, 800)}
          columns={{}}
          selected
          folded={false}
          matched
          searching
          terms={state.terms}
          showPath
          onSelect={state.select}
          onToggle={state.toggle}
          onFoldSubtree={state.foldSubtree}
        />
        <TraceToolbar model={model} state={state} />
        <SpanPanel model={model} state={state} row={0} />
      </Around>,
    );
    for (const button of screen.queryAllByText(/as a tree|characters/)) fireEvent.click(button);
    for (const forbidden of ['script', 'img', 'style', 'a[href^="javascript:"]', '[onerror]', '[onload]']) {
      expect(container.querySelectorAll(forbidden), forbidden).toHaveLength(0);
    }
    // Our own icons are the only drawings.
    for (const svg of container.querySelectorAll('svg'))
      expect(svg.getAttribute('aria-hidden') ?? svg.getAttribute('role')).not.toBeNull();
    const links = [...container.querySelectorAll('a')];
    const away = links.filter(({ target }) => target === '_blank');
    expect(away).toHaveLength(2);
    for (const link of away) {
      expect(new URL(link.href).origin).toBe('https://logs.test');
      expect(link.textContent).toBe(text);
      expect(link.rel).toBe('noopener noreferrer');
    }
    for (const link of links.filter((one) => !away.includes(one)))
      expect(link.getAttribute('href')).toMatch(
        /^\/(traces|graph|workloads|services|applications|config\/try)[/?]/,
      );
    expect(container.textContent).toContain(text);
    expect('hit' in window).toBe(false);
  });
});
