/** Codes of warnings beside those of faults. Without zod, so that pages may ask. */

/** What a source was not allowed to show, or cannot: it stays as it is, unlike a failure. */
export const GAP = 'gap';

/** Whether the part may be whole the next time it is asked for; what is lasting, or only a remark, may be kept. */
export function mayPass({ code }: { readonly code: string }): boolean {
  return code !== 'info' && code !== GAP;
}
