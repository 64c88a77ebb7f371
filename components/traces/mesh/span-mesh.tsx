'use client';
/**
 * What the mesh did to the request of a span: flags in words, the route and the object behind it, whether it would go the
 * same way now, and where its duration stands among those of its edge. Loaded when a span is opened.
 */
import { useMemo } from 'react';
import { formOfObserved } from '@/components/config/try/links';
import { EMPTY_FORM } from '@/components/config/try/request-form-state';
import { useSimulation } from '@/components/config/try/use-simulation';
import type { TraceModel } from '@/components/traces/trace-model';
import { requestOfSpan } from '@/lib/insight/request-of-span';
import { callOfSpan } from '@/lib/insight/span-calls';
import { spanStory } from '@/lib/insight/span-story';
import { spanAt } from '@/lib/traces/model/read-row';
import type { Span } from '@/lib/traces/model/span';
import { flagMeanings } from '@/lib/traces/span-status';
import { RankLine } from './rank-line';
import { RouteLine } from './route-line';
import { FlagList, StoryList } from './story-list';

export interface SpanMeshProps {
  readonly model: TraceModel;
  readonly row: number;
  readonly span: Span;
}

const NO_DRAFTS: readonly [] = [];

export function SpanMesh({ model, row, span }: SpanMeshProps) {
  const { trace } = model;
  const call = useMemo(() => callOfSpan(trace, row), [trace, row]);
  // The half that sent tells of the request; that which answered knows its own side only.
  const sent = useMemo(
    () =>
      call === null || call.clientRow < 0 || call.clientRow === row ? span : spanAt(trace, call.clientRow),
    [call, row, span, trace],
  );
  const request = useMemo(() => requestOfSpan(sent), [sent]);
  const form = useMemo(
    () => (request === null ? EMPTY_FORM : { ...EMPTY_FORM, ...formOfObserved(request) }),
    [request],
  );
  const simulation = useSimulation(form, NO_DRAFTS);
  const answer = request === null ? undefined : simulation.answer;
  const flags = flagMeanings(sent.attributes);
  const story = spanStory(sent.attributes, answer ?? null);
  const problem = simulation.choicesProblem ?? simulation.problem;
  return (
    <div className="mt-2 grid gap-2 text-xs">
      {flags.length > 0 && <FlagList flags={flags} />}
      {story.length > 0 && <StoryList lines={story} />}
      {request !== null && <RouteLine answer={answer} call={call} problem={problem} />}
      {call !== null && <RankLine trace={trace} call={call} />}
    </div>
  );
}
