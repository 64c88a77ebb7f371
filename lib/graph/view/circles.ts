/** Which nodes call one another in circles: strongly connected components (Tarjan, SIAM J. Comput. 1, 1972), without recursion. */

/**
 * The number of each node's component; two nodes that reach each other share it. A component that leads to another
 * has the higher number.
 */
export function circlesOf(
  nodes: Iterable<string>,
  calls: (node: string) => readonly string[],
): Map<string, number> {
  const component = new Map<string, number>();
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  let components = 0;
  const enter = (node: string) => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    return { node, calls: calls(node), next: 0 };
  };
  for (const start of nodes) {
    if (order.has(start)) continue;
    const stack = [enter(start)];
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const { node } = frame;
      const called = frame.calls[frame.next];
      if (called !== undefined) {
        frame.next += 1;
        if (!order.has(called)) stack.push(enter(called));
        else if (!component.has(called)) lower(low, node, order.get(called));
        continue;
      }
      stack.pop();
      const caller = stack.at(-1);
      if (caller !== undefined) lower(low, caller.node, low.get(node));
      if (low.get(node) !== order.get(node)) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        component.set(member, components);
        if (member === node) break;
      }
      components += 1;
    }
  }
  return component;
}

function lower(low: Map<string, number>, node: string, value: number | undefined): void {
  if (value !== undefined && value < (low.get(node) ?? value + 1)) low.set(node, value);
}
