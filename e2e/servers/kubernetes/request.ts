/** One call to the test's API server: what the tests set up, and what they look up past the console. */
import { request as httpsRequest } from 'node:https';

export interface ApiRequest {
  /** With its query. */
  readonly path: string;
  /** Default GET. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** Default `application/json`. */
  readonly contentType?: string;
  readonly token?: string;
  /** True answers errors instead of throwing them. */
  readonly anyStatus?: boolean;
}

export interface ApiAnswer {
  readonly status: number;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

export async function askApi(url: string, caPem: string, asked: ApiRequest): Promise<ApiAnswer> {
  const { path, method = 'GET', body, contentType = 'application/json', token, anyStatus = false } = asked;
  const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': contentType }),
    };
    // A connection of its own: the server may be ended and started between two calls.
    const outgoing = httpsRequest(
      new URL(path, url),
      { method, headers, ca: caPem, agent: false },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
  if (status >= 400 && !anyStatus) throw new Error(`${method} ${path} was answered ${status}: ${text}`);
  return { status, body: readJson(text) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
