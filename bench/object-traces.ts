/**
 * A trace in the straightforward way, to measure ours against: one object per span, a map of ids, children in lists,
 * recursion, search by looking into every span. What it answers is the same, as far as the stack reaches.
 */

export interface ObjectSpan {
  readonly spanID: string;
  readonly operationName: string;
  readonly references: readonly { readonly spanID: string }[];
  readonly startTime: number;
  readonly duration: number;
  readonly tags: readonly { readonly key: string; readonly value: string | number | boolean }[];
  readonly processID: string;
  depth: number;
  children: ObjectSpan[];
}

export interface ObjectTrace {
  /** In pre-order. */
  readonly spans: readonly ObjectSpan[];
  readonly roots: readonly ObjectSpan[];
}

export function objectTrace(text: string): ObjectTrace {
  const { spans, processes } = JSON.parse(text).data[0] as {
    spans: ObjectSpan[];
    processes: Record<string, { serviceName: string }>;
  };
  const facade = spans.map((span) => ({
    ...span,
    service: processes[span.processID]?.serviceName ?? '',
    attributes: Object.fromEntries(span.tags.map(({ key, value }) => [key, value])),
    depth: 0,
    children: [] as ObjectSpan[],
  }));
  return orderedTrace(facade);
}

function orderedTrace(spans: readonly ObjectSpan[]): ObjectTrace {
  const byId = new Map(spans.map((span) => [span.spanID, span]));
  const roots: ObjectSpan[] = [];
  for (const span of spans) {
    const parent = byId.get(span.references[0]?.spanID ?? '');
    if (parent === undefined) roots.push(span);
    else parent.children.push(span);
  }
  const ordered: ObjectSpan[] = [];
  const visit = (span: ObjectSpan, depth: number): void => {
    span.depth = depth;
    ordered.push(span);
    span.children.sort((a, b) => a.startTime - b.startTime);
    for (const child of span.children) visit(child, depth + 1);
  };
  for (const root of roots) visit(root, 0);
  return { spans: ordered, roots };
}

/** Sections of the critical path, by looking at every child at each step. */
export function objectCriticalPath({ roots }: ObjectTrace): [string, number, number][] {
  const sections: [string, number, number][] = [];
  const walk = (span: ObjectSpan, until: number): void => {
    let limit = until;
    let left = span.children;
    for (;;) {
      left = left.filter((child) => child.startTime + child.duration <= limit);
      const last = left.reduce<ObjectSpan | null>(
        (best, child) =>
          best === null || child.startTime + child.duration > best.startTime + best.duration ? child : best,
        null,
      );
      if (last === null) break;
      left = left.filter((child) => child !== last);
      sections.push([span.spanID, last.startTime + last.duration, limit]);
      walk(last, last.startTime + last.duration);
      limit = last.startTime;
    }
    sections.push([span.spanID, span.startTime, limit]);
  };
  for (const root of roots) walk(root, root.startTime + root.duration);
  return sections;
}

/** Spans of which a text holds the term. */
export function objectSearch({ spans }: ObjectTrace, term: string): number {
  let found = 0;
  for (const span of spans) {
    const has = (text: string): boolean => text.toLowerCase().includes(term);
    if (
      has(span.operationName) ||
      has(span.processID) ||
      span.tags.some(({ key, value }) => has(`${key}=${value}`))
    )
      found += 1;
  }
  return found;
}
