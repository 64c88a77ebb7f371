/** The shop's behaviour: HTTP, gRPC and TCP, an outside processor, and a handful of services that misbehave. */
import type { Behaviour, Call } from './behaviour';
import { EGRESS_GATEWAY } from './workloads';

export const http = (host: string, path: string, rest: Partial<Call> = {}): Call => ({
  host,
  port: 8080,
  protocol: 'http',
  path,
  ...rest,
});

const currency: Call = {
  host: 'currency',
  port: 50053,
  protocol: 'grpc',
  path: '/shop.Currency/Convert',
  requestBytes: 68,
};

const recommendation: Call = {
  host: 'recommendation',
  port: 50052,
  protocol: 'grpc',
  path: '/shop.Recommendation/Stream',
  requestBytes: 90,
  messages: { request: 1, response: 8 },
};

export const shipping = (method: string): Call => ({
  host: 'shipping',
  port: 50051,
  protocol: 'grpc',
  path: `/shop.Shipping/${method}`,
  requestBytes: 140,
});

const redis: Call = {
  host: 'redis-cart',
  port: 6379,
  protocol: 'tcp',
  path: '',
  requestBytes: 120,
  responseBytes: 640,
  latency: { medianMs: 0.4, p95Ms: 1.2 },
};

const postgres: Call = {
  host: 'postgres',
  port: 5432,
  protocol: 'tcp',
  path: '',
  requestBytes: 460,
  responseBytes: 2900,
  latency: { medianMs: 2.5, p95Ms: 11 },
};

/** Leaves the mesh through the egress gateway, which asks the same again. */
const risk: Call = {
  host: 'risk.example.net',
  port: 80,
  protocol: 'http',
  method: 'POST',
  path: '/score',
  requestBytes: 540,
};

const FRONTEND: Behaviour = {
  of: 'shop/frontend',
  handlings: [
    {
      path: '/product/',
      latency: { medianMs: 7, p95Ms: 18 },
      responseBytes: 18_400,
      failures: [{ share: 0.012, code: 404 }],
      calls: [
        [http('catalog', '/products/7', { needed: true }), currency],
        [{ ...recommendation, patienceMs: 1500 }],
      ],
    },
    {
      path: '/cart',
      latency: { medianMs: 6, p95Ms: 14 },
      responseBytes: 7_900,
      failures: [{ share: 0.01, code: 401 }],
      calls: [
        [http('cart', '/carts/me', { needed: true }), currency],
        [http('loyalty', '/points', { each: 0.05 })],
      ],
    },
    {
      path: '/checkout',
      latency: { medianMs: 11, p95Ms: 28 },
      responseBytes: 4_100,
      calls: [[http('checkout', '/orders', { method: 'POST', requestBytes: 1450, needed: true })]],
      failsWith: { share: 1, code: 502 },
    },
    {
      path: '/',
      latency: { medianMs: 8, p95Ms: 21 },
      responseBytes: 32_600,
      calls: [
        [http('catalog', '/products', { needed: true }), { ...recommendation, each: 0.5, patienceMs: 1500 }],
      ],
    },
  ],
};

const CATALOG_CALLS: Behaviour['handlings'][number]['calls'] = [
  [http('inventory', '/stock/7', { each: 0.25 })],
];

export const SHOP: readonly Behaviour[] = [
  FRONTEND,
  {
    of: 'shop/catalog-v1',
    handlings: [
      { path: '/', latency: { medianMs: 9, p95Ms: 26 }, responseBytes: 9_800, calls: CATALOG_CALLS },
    ],
  },
  {
    of: 'shop/catalog-v2',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 6, p95Ms: 17 },
        responseBytes: 8_200,
        calls: CATALOG_CALLS,
        incident: {
          latency: { medianMs: 420, p95Ms: 2_100 },
          failures: [{ share: 0.34, code: 500 }],
        },
      },
    ],
  },
  {
    of: 'shop/cart',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 4, p95Ms: 10 },
        responseBytes: 1_850,
        calls: [[{ ...redis, each: 2, needed: true }]],
      },
    ],
  },
  {
    of: 'shop/cart-next',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 3, p95Ms: 9 },
        responseBytes: 1_910,
        calls: [[redis]],
      },
    ],
  },
  {
    of: 'shop/checkout',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 14, p95Ms: 40 },
        responseBytes: 980,
        calls: [
          [http('cart', '/carts/me', { needed: true })],
          [shipping('Quote'), http('inventory', '/reservations', { method: 'POST', needed: true })],
          [http('payment', '/charges', { method: 'POST', requestBytes: 760, needed: true })],
          [{ ...postgres, each: 3, needed: true }],
          [http('email', '/confirmations', { method: 'POST', requestBytes: 2300, patienceMs: 4000 })],
          [
            http('ledger.legacy', '/entries', { method: 'POST', requestBytes: 410 }),
            http('invoice', '/invoices', { method: 'POST', requestBytes: 980 }),
          ],
        ],
        failsWith: { share: 1, code: 500 },
      },
    ],
  },
  {
    of: 'shop/payment',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 12, p95Ms: 30 },
        responseBytes: 620,
        failures: [{ share: 0.03, code: 402 }],
        calls: [
          [risk],
          [
            {
              host: 'payments.example.com',
              port: 80,
              protocol: 'http',
              method: 'POST',
              path: '/v2/charges',
              requestBytes: 1150,
              needed: true,
            },
          ],
        ],
        failsWith: { share: 1, code: 503 },
      },
    ],
  },
  {
    of: 'payments.example.com',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 240, p95Ms: 1_150 },
        responseBytes: 840,
        failures: [{ share: 0.012, code: 503 }],
      },
    ],
  },
  {
    of: EGRESS_GATEWAY,
    handlings: [
      {
        path: '/',
        latency: { medianMs: 0.4, p95Ms: 1.1 },
        responseBytes: 320,
        calls: [[{ ...risk, needed: true }]],
        failsWith: { share: 1, code: 503 },
      },
    ],
  },
  {
    of: 'risk.example.net',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 45, p95Ms: 120 },
        responseBytes: 320,
        failures: [{ share: 0.02, code: 500 }],
      },
    ],
  },
  {
    of: 'shop/shipping',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 55, p95Ms: 320 },
        responseBytes: 210,
        failures: [
          { share: 0.16, code: 200, grpcStatus: 14 },
          { share: 0.02, code: 200, grpcStatus: 5 },
          { share: 0.004, code: 200, grpcStatus: 8 },
        ],
        span: 'ask the carrier',
      },
    ],
  },
  {
    of: 'shop/recommendation',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 60, p95Ms: 190 },
        responseBytes: 5_600,
        calls: [[http('catalog', '/products', { each: 0.3 })]],
        span: 'rank',
      },
    ],
  },
  {
    of: 'shop/inventory',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 16, p95Ms: 60 },
        responseBytes: 720,
        calls: [[postgres], [http('warehouse', '/bins', { each: 0.4 })]],
        span: 'SELECT stock',
      },
    ],
  },
  {
    of: 'shop/warehouse',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 38, p95Ms: 160 },
        responseBytes: 1_300,
      },
    ],
  },
  {
    of: 'shop/email-v1',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 780, p95Ms: 2_900 },
        responseBytes: 150,
        span: 'render template',
      },
    ],
  },
  {
    // Version 2 renders faster, and lets through no more than its rate limit.
    of: 'shop/email-v2',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 340, p95Ms: 1_300 },
        responseBytes: 150,
        failures: [{ share: 0.06, code: 429, flags: 'RL' }],
        span: 'render template',
      },
    ],
  },
  {
    of: 'shop/invoice',
    handlings: [{ path: '/', latency: { medianMs: 30, p95Ms: 95 }, responseBytes: 310 }],
  },
  {
    of: 'shop/currency',
    handlings: [{ path: '/', latency: { medianMs: 1.4, p95Ms: 4 }, responseBytes: 46 }],
  },
  {
    of: 'legacy/ledger',
    handlings: [{ path: '/', latency: { medianMs: 22, p95Ms: 70 }, responseBytes: 90 }],
  },
];
