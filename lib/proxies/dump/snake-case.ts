/** Envoy's own dump has `virtual_hosts`, istiod's has `virtualHosts`: one way to name fields. */

/** A copy with the names of all fields in snake case. */
export function snakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) copy[snakeName(name)] = snakeCase(inner);
  return copy;
}

export function snakeName(name: string): string {
  // Names with other signs are keys of maps, not fields.
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) return name;
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
