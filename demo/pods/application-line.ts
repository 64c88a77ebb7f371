/** What the applications of the demo write for a request, each in the manner of its language. */
import type { Span } from '@/lib/traces/model/span';

/** `span` is the one of the pod's own proxy for the request that it took in. */
export function applicationLine(app: string, namespace: string, span: Span): string {
  const text = (name: string) => String(span.attributes[name] ?? '-');
  const path = URL.parse(text('http.url'))?.pathname ?? '/';
  const code = Number(text('http.status_code'));
  const ms = Math.round(span.durationNs / 1e6);
  const at = new Date(Number(span.startNs / 1_000_000n));
  const method = text('http.method');
  if (app === 'productpage') {
    return `INFO:werkzeug:127.0.0.6 - - [${at.toUTCString().slice(5, 25)}] "${method} ${path} HTTP/1.1" ${code} -`;
  }
  if (app === 'reviews') {
    const level = code >= 500 ? 'ERROR' : 'AUDIT';
    return `[${at.toISOString()}] 0000003a LibertyReviewsRest ${level} ${method} ${path} answered ${code} in ${ms} ms`;
  }
  // Its library writes colours, whoever reads.
  if (app === 'email') return `\u001b[32minfo\u001b[39m: mail queued template=receipt took=${ms}ms`;
  if (namespace === 'shop') {
    return JSON.stringify({
      time: at.toISOString(),
      level: code >= 500 || code === 0 ? 'error' : ms > 500 ? 'warn' : 'info',
      msg: code >= 500 || code === 0 ? 'request failed' : ms > 500 ? 'slow request' : 'request served',
      service: app,
      path,
      status: code,
      duration_ms: ms,
      trace_id: span.traceId,
    });
  }
  return `${at.toISOString()} ${code >= 500 ? 'ERROR' : 'INFO'} ${method} ${path} ${code} ${ms}ms`;
}
