/** A destination of a route in a form: host, subset and port. */
import { z } from 'zod';
import { type Fields, fieldsAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';

export const destinationSchema = z.object({
  host: z.string(),
  /** Empty = the whole service. */
  subset: z.string(),
  /** Empty = the port that was called. */
  port: z.string(),
});
export type DestinationState = z.infer<typeof destinationSchema>;

export function destinationState(destination: Fields): DestinationState {
  return {
    host: textAt(destination, 'host') ?? '',
    subset: textAt(destination, 'subset') ?? '',
    port: String(numberAt(fieldsAt(destination, 'port'), 'number') ?? ''),
  };
}

/** `before` = what stands there, for fields that the form does not have. */
export function destinationValue(before: Fields, { host, subset, port }: DestinationState): Fields {
  const { host: _, subset: __, port: ___, ...rest } = before;
  return {
    host,
    subset: subset || undefined,
    port: port === '' ? undefined : { number: Number(port) },
    ...rest,
  };
}
