import { join } from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  output: 'standalone',
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` has checked them, over the tests and the demo too, which an image's build does not have.
  typescript: { ignoreBuildErrors: true },
  // Image optimisation is attack surface that a console of icons does not need.
  images: { unoptimized: true },
  // Metrics, logs and connection pools are process-wide: bundled copies would each keep their own.
  serverExternalPackages: ['prom-client', 'pino', 'undici', '@kubernetes/client-node'],
  // One build serves below any path (`lib/http/below-path.ts`), so links read it where they run.
  turbopack: {
    rules: {
      '**/next/dist/**/client/{add,has,remove}-base-path.js': {
        loaders: [join(import.meta.dirname, 'lib/http/next-base-path-loader.cjs')],
      },
    },
  },
  // Each route is loaded when it is first asked for: a probe should not wait for dozens that nobody has asked for yet.
  experimental: { preloadEntriesOnStart: false },
};

export default config;
