/** An SVG document as a PNG: drawn by the browser through an image and a canvas. */
import type { SvgDocument } from '@/lib/graph/export/svg';

const WANTED_SCALE = 2;
/** What browsers draw reliably: longest side, and pixels of the whole (Safari on small devices has the least). */
const LONGEST = 16_384;
const MOST_PIXELS = 100_000_000;

export interface Raster {
  readonly blob: Blob;
  /** Pixels for each of the picture's; less than 2 where it would be too large. */
  readonly scale: number;
}

export async function rasterOf({ text, width, height }: SvgDocument): Promise<Raster> {
  const scale = rasterScale(width, height);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(width * scale);
    canvas.height = Math.floor(height * scale);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('The browser has no memory left for a picture of this size.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return { blob: await blobOf(canvas), scale };
  } finally {
    URL.revokeObjectURL(url);
  }
}

export function rasterScale(width: number, height: number): number {
  return Math.min(
    WANTED_SCALE,
    LONGEST / Math.max(width, height),
    Math.sqrt(MOST_PIXELS / Math.max(1, width * height)),
  );
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob !== null) resolve(blob);
      else reject(new Error('The picture is too large for this browser. Narrow the graph, or take the SVG.'));
    }, 'image/png');
  });
}
