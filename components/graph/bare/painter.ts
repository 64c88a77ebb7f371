/** The worker that paints bare lines; one is started ahead, while the picture is still being arranged. */

/** It has nothing to paint yet. */
let spare: Worker | null = null;

function newPainter(): Worker {
  return new Worker(new URL('./paint.worker.ts', import.meta.url));
}

/** Starts one ahead. Where it cannot start, the canvas that takes it will be told as well. */
export function preparePainter(): void {
  if (spare !== null) return;
  const worker = newPainter();
  worker.onerror = (event) => {
    event.preventDefault();
    if (spare === worker) spare = null;
  };
  spare = worker;
}

export function takePainter(): Worker {
  const worker = spare ?? newPainter();
  spare = null;
  return worker;
}

/** Ends a worker that nobody will need. */
export function dropSparePainter(): void {
  spare?.terminate();
  spare = null;
}
