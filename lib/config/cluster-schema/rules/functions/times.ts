/** Timestamps and durations of fields whose format says so. */
import { type CelInput, CelScalar, celEnv, isCelError, parse, plan } from '@bufbuild/cel';

const env = celEnv({ variables: { text: CelScalar.STRING } });
const toTimestamp = plan(env, parse('timestamp(text)'));
const toDuration = plan(env, parse('duration(text)'));

/** The text as it is where it is none: the format is what complains then. */
export function timestampValue(text: string): CelInput {
  const made = toTimestamp({ text });
  return isCelError(made) ? text : made;
}

export function durationValue(text: string): CelInput {
  const made = toDuration({ text });
  return isCelError(made) ? text : made;
}
