/** From the answers of a panel's queries to what it shows, and what is to be said about them. Pure. */
import type { Frame } from '@/lib/dashboards/frames/frame';
import { framesFromAnswer } from '@/lib/dashboards/frames/from-answer';
import type { AskingPanel } from '@/lib/dashboards/model/panel';
import type { Target } from '@/lib/dashboards/model/target';
import type { PlannedTarget, QueryRequest } from '@/lib/dashboards/plan/plan-panel';
import type { QueryOutcome } from '@/lib/dashboards/query/read-answer';
import { transform } from '@/lib/dashboards/transformations/transform';

/** One query as it was sent, with what became of it; `outcome` undefined = not answered yet. */
export interface AskedTarget {
  readonly target: Target;
  readonly request: QueryRequest;
  readonly outcome: QueryOutcome | undefined;
}

export interface PanelProblem {
  readonly refId: string;
  readonly message: string;
  readonly hint: string | null;
}

export interface PanelFrames {
  /** After the panel's transformations. */
  readonly frames: readonly Frame[];
  /** Before them. */
  readonly raw: readonly Frame[];
  readonly problems: readonly PanelProblem[];
  /** Warnings of the store, and what was left out. */
  readonly notices: readonly string[];
}

/** Which requests a panel needs: hidden queries are not asked; of both kinds a table or a graph takes the instant. */
export function requestsOf(panel: AskingPanel, targets: readonly PlannedTarget[]) {
  return targets.flatMap(({ target, requests }) => {
    if (target.hidden) return [];
    const wanted = panel.type === 'table' || panel.type === 'nodegraph' ? 'instant' : 'range';
    const request = requests.length > 1 ? requests.find(({ mode }) => mode === wanted) : requests[0];
    return request === undefined ? [] : [{ target, request }];
  });
}

export function panelFrames(panel: AskingPanel, asked: readonly AskedTarget[]): PanelFrames {
  const raw: Frame[] = [];
  const problems: PanelProblem[] = [];
  const notices = new Set<string>();
  const alone = asked.length === 1;
  for (const { target, outcome } of asked) {
    if (outcome === undefined) continue;
    if (outcome.kind === 'failed') {
      problems.push({ refId: target.refId, message: outcome.message, hint: outcome.hint });
    } else if (outcome.kind === 'text') {
      raw.push(...framesFromAnswer({ kind: 'string', point: [0, outcome.text] }, { target, alone }));
    } else {
      raw.push(
        ...framesFromAnswer(
          { kind: 'series', series: outcome.series },
          { target: shapedFor(panel, target), alone },
        ),
      );
      for (const warning of outcome.warnings) notices.add(warning);
      if (outcome.found > outcome.series.length) {
        notices.add(
          `Query ${target.refId} has ${outcome.found.toLocaleString('en-US')} series; the first ${outcome.series.length.toLocaleString('en-US')} are shown.`,
        );
      }
    }
  }
  return { ...transformed(panel, raw, problems), raw, notices: [...notices] };
}

/** A heat map's buckets are wanted even where an older file asks for series. */
function shapedFor(panel: AskingPanel, target: Target): Target {
  return panel.type === 'heatmap' && !panel.calculate ? { ...target, format: 'heatmap' } : target;
}

function transformed(panel: AskingPanel, raw: readonly Frame[], problems: readonly PanelProblem[]) {
  try {
    return { frames: transform(raw, panel.transformations), problems };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const problem = { refId: '', message: `A transformation failed. ${message}`, hint: null };
    return { frames: raw, problems: [...problems, problem] };
  }
}
