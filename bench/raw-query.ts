/** A recorded query of an answer, asked again without us. */
import type { Pool } from 'undici';

/** `form`: the body that was recorded; `seconds`: the instant to ask about. The answer as text, not parsed. */
export async function rawQuery(pool: Pool, form: string, seconds: number): Promise<string> {
  const parameters = new URLSearchParams(form);
  parameters.set('time', String(seconds));
  return postQuery(pool, parameters.toString());
}

export async function postQuery(pool: Pool, body: string): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await pool.request({ method: 'POST', path: '/api/v1/query', headers, body });
  return answer.body.text();
}
