/** Names and addresses that only reach the machine itself. */

/** Whether a host name or address (without port, IPv6 with or without brackets) is loopback. */
export function isLoopbackName(host: string): boolean {
  const name = host.toLowerCase();
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    name === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  );
}
