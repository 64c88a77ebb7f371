/**
 * `GET /api/graph/picture`: a large graph drawn, for the page to show while the scripts that draw it are on their way.
 * Of small graphs, and of views that depend on more than the answer, there is none.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { graphOfAddress } from '@/components/graph/early-graph';
import { drawPicture, isPlainView } from '@/components/graph/first-picture/drawn-picture';
import { pictureSvg } from '@/components/graph/first-picture/picture-svg';
import { graphParams } from '@/components/graph/params';
import { graphQuery, sharedGraph } from '@/lib/http/graph-question';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { parseInput } from '@/lib/http/parse-input';

const MOST_ADDRESS = 8192;
const pixels = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a whole number of pixels')
  .transform(Number)
  .pipe(z.number().min(50, 'is less than 50 pixels').max(20_000, 'is more than 20000 pixels'));

const query = z.object({
  /** The query of an address of `/graph`. */
  address: z.string().max(MOST_ADDRESS, `is longer than ${MOST_ADDRESS} characters`),
  /** Of the stage. */
  width: pixels,
  height: pixels,
});

/** SVG in pixels of the stage, whose colours are the page's variables. */
const answer = z.object({ picture: z.string().nullable() });

export const GET = handler({
  summary:
    'A large graph as SVG, as the page of an address shows it first; null where the page draws it in full.',
  role: 'viewer',
  query,
  answer,
  load: async (context) => {
    const { address, width, height } = context.query;
    const { scope, view } = graphOfAddress(new URLSearchParams(address));
    if (!isPlainView(scope, view)) return { picture: null };
    const params = Object.fromEntries(new URLSearchParams(graphParams(scope, view)));
    const graph = await sharedGraph(parseInput(graphQuery, params, 'address'), context);
    const steps = drawPicture(graph.answer, view, { width, height });
    for (;;) {
      // Others are answered in between.
      await nextTurn(undefined, { signal: context.signal });
      const { done, value } = steps.next();
      if (done === true) return { picture: value === null ? null : pictureSvg(value) };
    }
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
