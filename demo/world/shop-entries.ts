/** Where the shop's requests begin: people at the gateway, a crawler among them, and workloads that act by themselves. */
import type { Call, Entry } from './behaviour';
import { http, shipping } from './shop';
import { INGRESS_GATEWAY } from './workloads';

const page = (path: string, method = 'GET', requestBytes = 860): Call => ({
  host: 'shop.example.com',
  port: 80,
  protocol: 'http',
  method,
  path,
  requestBytes,
  patienceMs: 12_000,
});

const people = { client: INGRESS_GATEWAY, wave: 'shoppers', traced: true } as const;
const machines = { wave: 'machines', traced: true } as const;

export const SHOP_ENTRIES: readonly Entry[] = [
  { ...people, name: 'open the shop', ratePerSecond: 12, call: page('/') },
  { ...people, name: 'look at a product', ratePerSecond: 9, call: page('/product/7') },
  { ...people, name: 'look at the cart', ratePerSecond: 3.5, call: page('/cart') },
  { ...people, name: 'check out', ratePerSecond: 2.2, call: page('/checkout', 'POST', 1_900) },
  {
    ...people,
    name: 'close the page while it loads',
    ratePerSecond: 0.2,
    call: { ...page('/checkout', 'POST', 1_900), patienceMs: 700 },
  },
  {
    ...people,
    name: 'a crawler',
    ratePerSecond: 1.4,
    call: { ...page('/product/7'), limitedShare: 0.55 },
  },
  { ...people, name: 'old bookmark', ratePerSecond: 0.08, call: page('/basket') },
  {
    ...machines,
    name: 'stock report',
    client: 'legacy/stock-report',
    ratePerSecond: 0.8,
    call: http('inventory.shop', '/stock'),
    traced: false,
  },
  {
    ...machines,
    name: 'invoices of carts',
    client: 'shop/invoice',
    ratePerSecond: 0.3,
    call: http('cart', '/carts/all'),
    traced: false,
  },
  {
    ...machines,
    name: 'usage figures to a vendor',
    client: 'shop/recommendation',
    ratePerSecond: 0.4,
    call: {
      host: 'telemetry.vendor.example',
      port: 80,
      protocol: 'http',
      method: 'POST',
      path: '/v1/events',
    },
  },
  {
    ...machines,
    name: 'exchange rates from a host that is not allowed',
    client: 'shop/currency',
    ratePerSecond: 0.1,
    call: { host: 'rates.example.org', port: 80, protocol: 'http', path: '/latest' },
  },
  {
    ...machines,
    name: 'dispatch of the day',
    client: 'shop/checkout',
    ratePerSecond: 0.6,
    call: shipping('Dispatch'),
  },
];
