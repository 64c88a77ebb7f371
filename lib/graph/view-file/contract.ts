/**
 * A view of the graph as a file: what was chosen, where cards were dragged to, and saved expressions. Made to
 * be kept in a repository and handed on; a version tells older consoles that they cannot read it.
 */
import { z } from 'zod';
import { Fault, type FaultIssue } from '@/lib/mesh/fault';

export const VIEW_FILE_FORMAT = 'periplus.view';
export const VIEW_FILE_VERSION = 1;
/** Characters; a view of five thousand dragged cards takes a tenth of it. */
export const MOST_CHARACTERS = 4_000_000;
const MOST_POSITIONS = 20_000;
/** Pixels; no picture is as large. */
const FARTHEST = 10_000_000;

const coordinate = z.number().min(-FARTHEST).max(FARTHEST);

/** Top left corners in pixels at zoom 1, by node id. */
export const positionsSchema = z
  .record(z.string().max(2000), z.tuple([coordinate, coordinate]))
  .refine(
    (positions) => Object.keys(positions).length <= MOST_POSITIONS,
    `holds more than ${MOST_POSITIONS} positions`,
  );
export type Positions = z.infer<typeof positionsSchema>;

export const viewFileSchema = z.object({
  format: z.literal(VIEW_FILE_FORMAT, `must be "${VIEW_FILE_FORMAT}": this is no view file of Periplus`),
  version: z.literal(
    VIEW_FILE_VERSION,
    `must be ${VIEW_FILE_VERSION}: a newer console may have written this file`,
  ),
  /** The graph's address after the question mark, by parameter. */
  options: z.record(z.string().regex(/^[A-Za-z]{1,40}$/, 'is no name of an option'), z.string().max(20_000)),
  positions: positionsSchema,
  /** Saved expressions of find and hide. */
  expressions: z.array(z.string().min(1).max(10_000)).max(200),
});
export type ViewFile = z.infer<typeof viewFileSchema>;

export function writeViewFile(view: Omit<ViewFile, 'format' | 'version'>): string {
  return `${JSON.stringify({ format: VIEW_FILE_FORMAT, version: VIEW_FILE_VERSION, ...view }, null, 2)}\n`;
}

/** Throws a `Fault` of code `invalid-object` that names each mistake. */
export function readViewFile(text: string): ViewFile {
  if (text.length > MOST_CHARACTERS)
    throw new Fault('too-large', 'The file is too large for a view of the graph.', {
      hint: 'Choose a file that "Save view" of this page has written.',
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Fault(
      'invalid-object',
      `The file is no JSON: ${error instanceof Error ? error.message : error}.`,
      {
        hint: 'Choose a file that "Save view" of this page has written.',
      },
    );
  }
  const read = viewFileSchema.safeParse(value);
  if (read.success) return read.data;
  const issues = read.error.issues.map(
    (issue): FaultIssue => ({
      path: issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
      message: issue.message,
    }),
  );
  const [first] = issues;
  throw new Fault(
    'invalid-object',
    `The file is no view of the graph: ${first?.path.join('.') || 'its content'} ${first?.message ?? 'is wrong'}.`,
    { issues, hint: 'Correct the file, or save the view again.' },
  );
}
