/** An answer that goes on: pieces of text are sent as they come, no faster than the browser takes them. */
import 'server-only';

const encoder = new TextEncoder();
/** Small pieces that are ready together are sent together. */
const ENOUGH_LETTERS = 32 * 1024;

export function streamResponse(
  pieces: AsyncGenerator<string>,
  contentType: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  let pending: Promise<IteratorResult<string>> | null = null;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = '';
      while (text.length < ENOUGH_LETTERS) {
        pending ??= pieces.next();
        const next = text === '' ? await pending : await Promise.race([pending, soon()]);
        if (next === null) break;
        pending = null;
        if (next.done === true) {
          if (text !== '') controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += next.value;
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': contentType,
      'Cache-Control': 'no-store',
      // A proxy between must not gather it.
      'X-Accel-Buffering': 'no',
      ...headers,
    },
  });
}

function soon(): Promise<null> {
  return new Promise((resolve) => setImmediate(() => resolve(null)));
}
