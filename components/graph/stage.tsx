'use client';
/** The picture with its bars: canvas, toolbar, controls, and the keys that act on them. */
import { memo, type ReactNode, type RefObject, useCallback, useRef, useState } from 'react';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { type CanvasHandle, GraphCanvas } from './canvas/canvas';
import { CanvasControls } from './canvas/canvas-controls';
import { ViewportStore } from './canvas/viewport';
import type { ContextPlace } from './context/context-menu';
import type { Adjacency, GraphTarget } from './emphasis';
import type { FindProps } from './find/find-field';
import type { GraphActions } from './graph-actions';
import { Toolbar } from './toolbar';
import type { Arrangement, Picture } from './use-layout';
import { useStageKeys } from './use-stage-keys';
import { ViewChips } from './view-chips';
import type { GraphView } from './view-state';

const contextMenu = new DeferredPart(async () => (await import('./context/context-menu')).ContextMenu);

export interface StageProps {
  readonly canvas: RefObject<CanvasHandle | null>;
  readonly picture: Picture;
  readonly arranging: Arrangement;
  readonly adjacency: Adjacency;
  readonly answer: GraphAnswer;
  readonly shown: ViewGraph;
  readonly view: GraphView;
  readonly selected: GraphTarget | null;
  readonly actions: GraphActions;
  readonly onChange: (change: Partial<GraphView>) => void;
  readonly find: FindProps;
  readonly onOpen: () => void;
  /** The first picture is on screen. */
  readonly onShown: () => void;
  /** Stands in for the picture where there is nothing to draw, or nothing yet; the bars stay. */
  readonly empty: ReactNode;
}

/** Where the menu stands; when it closes, the focus goes back to what it was opened from. */
function useContextPlace() {
  const [context, setContext] = useState<ContextPlace | null>(null);
  const opener = useRef<Element | null>(null);
  const openContext = useCallback((place: ContextPlace) => {
    opener.current = document.activeElement;
    setContext(place);
  }, []);
  const closeContext = () => {
    setContext(null);
    requestAnimationFrame(() => {
      const { current } = opener;
      // What the menu led to may have taken the focus, or taken the opener away.
      if (document.activeElement === document.body && current instanceof HTMLElement)
        current.focus({ preventScroll: true });
    });
  };
  return { context, openContext, closeContext };
}

export const Stage = memo(function Stage(props: StageProps) {
  const { canvas, picture, view, actions, onChange } = props;
  const [viewport] = useState(() => new ViewportStore());
  const { context, openContext, closeContext } = useContextPlace();
  const ContextMenu = useDeferred(contextMenu, context !== null);
  useStageKeys(canvas, { view, selected: props.selected, actions, onChange });
  return (
    <>
      <GraphCanvas
        ref={canvas}
        picture={picture}
        adjacency={props.adjacency}
        viewport={viewport}
        selected={props.selected}
        matches={props.find.steps.ids}
        currentMatch={props.find.steps.current}
        renderer={view.renderer}
        motion={view.motion}
        actions={actions}
        onOpen={props.onOpen}
        onContext={openContext}
        onMove={props.arranging.move}
        onShown={props.onShown}
      />
      {props.empty}
      <div
        data-over-canvas
        className="pointer-events-none absolute inset-x-3 top-3 grid gap-2 *:pointer-events-auto"
      >
        <Toolbar
          view={view}
          onChange={onChange}
          find={props.find}
          arranging={props.arranging}
          picture={picture}
          shown={props.shown}
        />
        <ViewChips view={view} answer={props.answer} shown={props.shown} onChange={onChange} />
      </div>
      {props.empty === null && <CanvasControls canvas={canvas} picture={picture} viewport={viewport} />}
      {context !== null && ContextMenu !== null && (
        <ContextMenu
          place={context}
          elements={picture.elements}
          actions={actions}
          pathFrom={view.to === null ? view.from : null}
          only={view.only}
          onOpen={props.onOpen}
          onClose={closeContext}
        />
      )}
    </>
  );
});
