/** Adds requests and bytes up without rounding. Adding tallies of parts gives the tally of the whole. */
import type { Protocol } from '@/lib/mesh/identity';
import { DELAY_INJECTED, hasFlag } from '@/lib/mesh/response-flags';
import { type Outcome, outcomeOf, type RequestEnd } from './outcome';
import type { CodeRate, RequestTraffic, TcpTraffic } from './traffic';

type MutableCodeRate = { -readonly [Key in keyof CodeRate]: CodeRate[Key] };

export class RequestTally {
  readonly #codes = new Map<string, MutableCodeRate>();
  readonly #byOutcome = new Map<Outcome, number>();
  #total = 0;
  #delayed = 0;

  add(protocol: Protocol, end: RequestEnd, host: string | null, ratePerSecond: number): void {
    if (ratePerSecond === 0) return;
    this.#count(outcomeOf(protocol, end), ratePerSecond);
    this.#total += ratePerSecond;
    if (hasFlag(end.flags, DELAY_INJECTED)) this.#delayed += ratePerSecond;
    this.#code(end, host, ratePerSecond);
  }

  /** Adds what another part carries; hosts are left to the parts, since a whole may call hundreds. */
  addAll(part: RequestTraffic): void {
    this.#count('serverError', part.serverErrorsPerSecond);
    this.#count('clientError', part.clientErrorsPerSecond);
    this.#count('noResponse', part.noResponsePerSecond);
    this.#count('grpcError', part.grpcErrorsPerSecond);
    this.#count('injected', part.injectedPerSecond);
    this.#total += part.requestsPerSecond;
    this.#delayed += part.delayedPerSecond;
    for (const code of part.codes) this.#code(code, null, code.ratePerSecond);
  }

  /** Codes are listed busiest first. */
  traffic(): RequestTraffic {
    const of = (outcome: Outcome) => this.#byOutcome.get(outcome) ?? 0;
    return {
      requestsPerSecond: this.#total,
      errorsPerSecond: of('serverError') + of('noResponse') + of('grpcError'),
      clientErrorsPerSecond: of('clientError'),
      serverErrorsPerSecond: of('serverError'),
      noResponsePerSecond: of('noResponse'),
      grpcErrorsPerSecond: of('grpcError'),
      injectedPerSecond: of('injected'),
      delayedPerSecond: this.#delayed,
      codes: [...this.#codes.values()].sort(byRate),
    };
  }

  #count(outcome: Outcome, ratePerSecond: number): void {
    if (ratePerSecond !== 0)
      this.#byOutcome.set(outcome, (this.#byOutcome.get(outcome) ?? 0) + ratePerSecond);
  }

  #code(end: RequestEnd, host: string | null, ratePerSecond: number): void {
    const key = `${end.code} ${end.grpcStatus} ${end.flags} ${host}`;
    const known = this.#codes.get(key);
    if (known !== undefined) known.ratePerSecond += ratePerSecond;
    else {
      const { code, grpcStatus, flags } = end;
      this.#codes.set(key, { code, grpcStatus, flags, host, ratePerSecond });
    }
  }
}

function byRate(a: CodeRate, b: CodeRate): number {
  return b.ratePerSecond - a.ratePerSecond || compare(a, b);
}

/** So that the order does not depend on the order of the rows. */
function compare(a: CodeRate, b: CodeRate): number {
  const [left, right] = [a, b].map(
    ({ code, grpcStatus, flags, host }) => `${code} ${grpcStatus} ${flags} ${host}`,
  );
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

export class TcpTally {
  #sent = 0;
  #received = 0;
  #opened = 0;

  add(measure: 'sent' | 'received' | 'opened', ratePerSecond: number): void {
    if (measure === 'sent') this.#sent += ratePerSecond;
    else if (measure === 'received') this.#received += ratePerSecond;
    else this.#opened += ratePerSecond;
  }

  addAll(part: TcpTraffic): void {
    this.#sent += part.sentBytesPerSecond;
    this.#received += part.receivedBytesPerSecond;
    this.#opened += part.connectionsOpenedPerSecond;
  }

  traffic(): TcpTraffic {
    return {
      sentBytesPerSecond: this.#sent,
      receivedBytesPerSecond: this.#received,
      connectionsOpenedPerSecond: this.#opened,
    };
  }
}
