/**
 * Links from traces to other tools, as an operator describes them: Jaeger UI's `linkPatterns` mean the same here and can
 * be used as they are. Theirs in JavaScript cannot: a pattern is text alone.
 */
import { z } from 'zod';
import { listOf, PLACE_WORDS, type PlaceWord } from './place';
import { parseTemplate } from './template';

const oneOrMore = <T extends z.ZodType>(type: T) => z.union([type, z.array(type).min(1)]);
const type = z.enum(Object.keys(PLACE_WORDS) as PlaceWord[]);

const template = z
  .string()
  .min(1)
  .max(4096)
  .superRefine((text, context) => {
    try {
      parseTemplate(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    }
  });

/**
 * http or https, and a host that is written out: what a span says may choose a page, never whose page it is. A variable
 * begins with `#{`, so none can stand before the first slash.
 */
const WEB_ADDRESS = /^https?:\/\/[^\s/?#\\]+([/?]|#(?!\{)|$)/i;

export const linkPatternSchema = z
  .strictObject({
    type: oneOrMore(type),
    /** Attributes that get the link, by their whole names. */
    key: oneOrMore(z.string().min(1)).optional(),
    /** Only where the value is this. */
    value: oneOrMore(z.union([z.string(), z.number(), z.boolean()])).optional(),
    url: template.regex(
      WEB_ADDRESS,
      'a link begins with http:// or https:// and a host without variables, such as https://logs.example.org/?pod=#{k8s.pod.name}',
    ),
    text: template,
  })
  .refine(({ type, key }) => key !== undefined || listOf(type).every((one) => one === 'traces'), {
    path: ['key'],
    message: 'it needs the attribute that gets the link; only links of traces have none',
  });
export type LinkPattern = z.infer<typeof linkPatternSchema>;

/** `GET /api/traces/links`. */
export const linkPatternsAnswerSchema = z.strictObject({ patterns: z.array(linkPatternSchema) });
export type LinkPatternsAnswer = z.infer<typeof linkPatternsAnswerSchema>;
