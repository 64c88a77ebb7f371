/** Looks whether a port is free before anything is started for it. */
import { createServer } from 'node:net';

/** Throws with what to do when something listens on 127.0.0.1:`port`. */
export async function demandFreePort(port: number): Promise<void> {
  const taken = await new Promise<boolean>((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(true);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
  });
  if (!taken) return;
  throw new Error(
    `Port ${port} on 127.0.0.1 is in use by another program (find it with \`ss -ltnp 'sport = :${port}'\`). ` +
      `Stop that program, or choose another port: npm run demo -- --port ${port + 1}`,
  );
}
