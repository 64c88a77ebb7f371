/** Adds requests and bytes up without rounding. Adding tallies of parts gives the tally of the whole. */
import type { Protocol } from '@/lib/mesh/identity';
import { DELAY_INJECTED, hasFlag } from '@/lib/mesh/response-flags';
import { type Outcome, outcomeOf, type RequestEnd } from './outcome';
import type { CodeRate, MessageTraffic, RequestTraffic, TcpTraffic } from './traffic';

type MutableCodeRate = { -readonly [Key in keyof CodeRate]: CodeRate[Key] };

/** Plain fields and a short list: a large mesh has a tally for each of its thousands of edges. */
export class RequestTally {
  readonly #codes: MutableCodeRate[] = [];
  #total = 0;
  #serverErrors = 0;
  #clientErrors = 0;
  #noResponse = 0;
  #grpcErrors = 0;
  #injected = 0;
  #delayed = 0;

  add(protocol: Protocol, end: RequestEnd, host: string | null, ratePerSecond: number): void {
    if (ratePerSecond === 0) return;
    this.#total += ratePerSecond;
    this.#count(outcomeOf(protocol, end), ratePerSecond);
    if (hasFlag(end.flags, DELAY_INJECTED)) this.#delayed += ratePerSecond;
    this.#code(end, host, ratePerSecond);
  }

  /** Adds what another part carries; hosts are left to the parts, since a whole may call hundreds. */
  addAll(part: RequestTraffic): void {
    this.#total += part.requestsPerSecond;
    this.#serverErrors += part.serverErrorsPerSecond;
    this.#clientErrors += part.clientErrorsPerSecond;
    this.#noResponse += part.noResponsePerSecond;
    this.#grpcErrors += part.grpcErrorsPerSecond;
    this.#injected += part.injectedPerSecond;
    this.#delayed += part.delayedPerSecond;
    for (const code of part.codes) this.#code(code, null, code.ratePerSecond);
  }

  /** Codes are listed busiest first. */
  traffic(): RequestTraffic {
    return {
      requestsPerSecond: this.#total,
      errorsPerSecond: this.#serverErrors + this.#noResponse + this.#grpcErrors,
      clientErrorsPerSecond: this.#clientErrors,
      serverErrorsPerSecond: this.#serverErrors,
      noResponsePerSecond: this.#noResponse,
      grpcErrorsPerSecond: this.#grpcErrors,
      injectedPerSecond: this.#injected,
      delayedPerSecond: this.#delayed,
      codes: this.#codes.length > 1 ? this.#codes.toSorted(byRate) : this.#codes.slice(),
    };
  }

  #count(outcome: Outcome, ratePerSecond: number): void {
    switch (outcome) {
      case 'serverError':
        this.#serverErrors += ratePerSecond;
        break;
      case 'clientError':
        this.#clientErrors += ratePerSecond;
        break;
      case 'noResponse':
        this.#noResponse += ratePerSecond;
        break;
      case 'grpcError':
        this.#grpcErrors += ratePerSecond;
        break;
      case 'injected':
        this.#injected += ratePerSecond;
        break;
      case 'ok':
      case 'redirect':
        break;
      default:
        outcome satisfies never;
    }
  }

  #code({ code, grpcStatus, flags }: RequestEnd, host: string | null, ratePerSecond: number): void {
    for (const known of this.#codes) {
      const isSame = known.code === code && known.flags === flags && known.grpcStatus === grpcStatus;
      if (isSame && known.host === host) {
        known.ratePerSecond += ratePerSecond;
        return;
      }
    }
    this.#codes.push({ code, grpcStatus, flags, host, ratePerSecond });
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

/** What a rate of TCP counts; `failed` comes with flags. */
export type TcpMeasure = 'sent' | 'received' | 'opened' | 'failed';

export class TcpTally {
  #sent = 0;
  #received = 0;
  #opened = 0;
  #failed = 0;
  #failures: Map<string, number> | null = null;

  add(measure: TcpMeasure, ratePerSecond: number, flags = '-'): void {
    if (measure === 'sent') this.#sent += ratePerSecond;
    else if (measure === 'received') this.#received += ratePerSecond;
    else if (measure === 'opened') this.#opened += ratePerSecond;
    else this.#fail(flags, ratePerSecond);
  }

  addAll(part: TcpTraffic): void {
    this.#sent += part.sentBytesPerSecond;
    this.#received += part.receivedBytesPerSecond;
    this.#opened += part.connectionsOpenedPerSecond;
    for (const { flags, ratePerSecond } of part.failures) this.#fail(flags, ratePerSecond);
  }

  traffic(): TcpTraffic {
    const failures = this.#failures === null ? [] : [...this.#failures];
    return {
      sentBytesPerSecond: this.#sent,
      receivedBytesPerSecond: this.#received,
      connectionsOpenedPerSecond: this.#opened,
      connectionsFailedPerSecond: this.#failed,
      failures: failures
        .map(([flags, ratePerSecond]) => ({ flags, ratePerSecond }))
        .sort((a, b) => b.ratePerSecond - a.ratePerSecond || (a.flags < b.flags ? -1 : 1)),
    };
  }

  #fail(flags: string, ratePerSecond: number): void {
    if (ratePerSecond === 0) return;
    this.#failed += ratePerSecond;
    this.#failures ??= new Map();
    this.#failures.set(flags, (this.#failures.get(flags) ?? 0) + ratePerSecond);
  }
}

export class MessageTally {
  #sent = 0;
  #received = 0;

  add(measure: 'sent' | 'received', ratePerSecond: number): void {
    if (measure === 'sent') this.#sent += ratePerSecond;
    else this.#received += ratePerSecond;
  }

  addAll(part: MessageTraffic): void {
    this.#sent += part.sentPerSecond;
    this.#received += part.receivedPerSecond;
  }

  traffic(): MessageTraffic {
    return { sentPerSecond: this.#sent, receivedPerSecond: this.#received };
  }
}
