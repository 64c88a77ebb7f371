'use client';
/** The last resort: the document itself failed. It stands alone, without theme script or providers. */
import './globals.css';

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Periplus failed</title>
        <main className="grid min-h-dvh place-items-center px-6">
          <div role="alert" className="grid max-w-md gap-3">
            <h1 className="font-semibold text-xl">Periplus could not draw this page</h1>
            <p className="text-text-2">
              Reload it. If it happens again, look into the server&rsquo;s log and report what you find there.
            </p>
            <button
              type="button"
              onClick={retry}
              className="h-8 justify-self-start rounded-control border border-accent bg-accent px-3 font-medium text-on-accent text-sm"
            >
              Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
