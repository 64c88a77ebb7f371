/**
 * Yes, no, or open because the question leaves something out (Kleene's logic): an open part matters only
 * where the rest does not decide already.
 */
export interface Finding {
  readonly answer: 'yes' | 'no' | 'open';
  /** The attributes that an open answer depends on; empty otherwise. */
  readonly open: readonly string[];
}

export const YES: Finding = { answer: 'yes', open: [] };
export const NO: Finding = { answer: 'no', open: [] };

export function found(holds: boolean): Finding {
  return holds ? YES : NO;
}

export function dependsOn(attribute: string): Finding {
  return { answer: 'open', open: [attribute] };
}

export function not(finding: Finding): Finding {
  if (finding.answer === 'open') return finding;
  return finding.answer === 'yes' ? NO : YES;
}

/** Yes of nothing. */
export function allOf(findings: readonly Finding[]): Finding {
  if (findings.some((finding) => finding.answer === 'no')) return NO;
  return merged(findings) ?? YES;
}

/** No of nothing. */
export function anyOf(findings: readonly Finding[]): Finding {
  if (findings.some((finding) => finding.answer === 'yes')) return YES;
  return merged(findings) ?? NO;
}

function merged(findings: readonly Finding[]): Finding | null {
  const open = new Set(findings.flatMap((finding) => finding.open));
  return open.size === 0 ? null : { answer: 'open', open: [...open] };
}
