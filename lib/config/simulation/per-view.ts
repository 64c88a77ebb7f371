/** Things derived from a view, made when first asked for and kept as long as the view. */
import type { MeshView } from './mesh-view';

export function perView<T>(make: (view: MeshView) => T): (view: MeshView) => T {
  const known = new WeakMap<MeshView, { readonly value: T }>();
  return (view) => {
    const before = known.get(view);
    if (before !== undefined) return before.value;
    const value = make(view);
    known.set(view, { value });
    return value;
  };
}
