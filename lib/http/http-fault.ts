/**
 * A fault of the HTTP exchange itself, for which the status says more than the closed code set does
 * (405, 415, 421). Everything else is a plain `Fault`.
 */
import { Fault, type FaultCode, type FaultDetails } from '@/lib/mesh/fault';

export class HttpFault extends Fault {
  readonly status: number;

  constructor(status: number, code: FaultCode, message: string, details: FaultDetails = {}) {
    super(code, message, details);
    this.name = 'HttpFault';
    this.status = status;
  }
}
