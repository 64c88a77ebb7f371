/** An address that shows the same result tomorrow: with the instants that were searched instead of a length up to now. Pure. */

export function repeatableAddress(
  address: string,
  window: { readonly fromSeconds: number; readonly toSeconds: number },
): string {
  const url = new URL(address);
  url.searchParams.delete('last');
  url.searchParams.set('from', String(window.fromSeconds));
  url.searchParams.set('to', String(window.toSeconds));
  return url.href;
}
