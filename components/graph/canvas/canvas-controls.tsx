'use client';
/** Below the picture: where one is (minimap), how near (zoom), and what the signs mean (legend). */
import { Expand, Maximize, Minus, Plus, Shrink } from 'lucide-react';
import { type RefObject, useSyncExternalStore } from 'react';
import { Legend } from '@/components/graph/legend/legend';
import type { Picture } from '@/components/graph/use-layout';
import { IconButton } from '@/components/ui/icon-button';
import type { CanvasHandle } from './canvas';
import { Minimap } from './minimap';
import type { ViewportStore } from './viewport';

export interface CanvasControlsProps {
  readonly canvas: RefObject<CanvasHandle | null>;
  readonly picture: Picture;
  readonly viewport: ViewportStore;
}

export function CanvasControls({ canvas, picture, viewport }: CanvasControlsProps) {
  return (
    <div className="pointer-events-none absolute bottom-3 left-3 flex items-end gap-2 *:pointer-events-auto">
      <Minimap canvas={canvas} picture={picture} viewport={viewport} />
      <ZoomControl canvas={canvas} viewport={viewport} />
      <Legend elements={picture.elements} />
    </div>
  );
}

function ZoomControl({ canvas, viewport }: Pick<CanvasControlsProps, 'canvas' | 'viewport'>) {
  const percent = useSyncExternalStore(
    viewport.subscribe,
    () => Math.round(viewport.get().zoom * 100),
    () => 100,
  );
  return (
    <div className="flex h-7 items-center rounded-control border border-line bg-surface px-px">
      <IconButton label="Zoom out" shortcut="−" className="!size-6" onClick={() => canvas.current?.zoomOut()}>
        <Minus aria-hidden="true" />
      </IconButton>
      <button
        type="button"
        title="Show at 100 %"
        onClick={() => canvas.current?.zoomTo(1)}
        className="h-6 w-12 rounded-tag text-center font-medium text-xs tabular-nums hover:bg-raised"
      >
        {percent} %
      </button>
      <IconButton label="Zoom in" shortcut="+" className="!size-6" onClick={() => canvas.current?.zoomIn()}>
        <Plus aria-hidden="true" />
      </IconButton>
      <span aria-hidden="true" className="mx-0.5 h-4 w-px bg-line" />
      <IconButton label="Show all" shortcut="F" className="!size-6" onClick={() => canvas.current?.fit()}>
        <Maximize aria-hidden="true" className="!size-3.5" />
      </IconButton>
      <FullScreen />
    </div>
  );
}

/** The whole page on the whole screen, for a wall; menus and panels come along. */
function FullScreen() {
  const full = useSyncExternalStore(
    onFullScreen,
    () => document.fullscreenElement !== null,
    () => false,
  );
  return (
    <IconButton
      label={full ? 'Leave the full screen' : 'Full screen'}
      className="!size-6"
      onClick={() =>
        void (full ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
          // A browser or the page around it may not allow it; its own key still does.
          () => undefined,
        )
      }
    >
      {full ? (
        <Shrink aria-hidden="true" className="!size-3.5" />
      ) : (
        <Expand aria-hidden="true" className="!size-3.5" />
      )}
    </IconButton>
  );
}

function onFullScreen(changed: () => void): () => void {
  document.addEventListener('fullscreenchange', changed);
  return () => document.removeEventListener('fullscreenchange', changed);
}
