/** Chromium as a machine without a graphics card has it, with nothing of its own going on. */
import { type Browser, chromium } from 'playwright';
import { ensureSystemParts } from '@/bin/system-parts';

export function plainBrowser(): Promise<Browser> {
  const { chromium: executablePath } = ensureSystemParts(['chromium']);
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
}
