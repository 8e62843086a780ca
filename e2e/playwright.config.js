// How the browser tests run: a real Chromium against the real binary, both started once.
import { defineConfig } from '@playwright/test';

export const chromium = {
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export default defineConfig({
  testDir: './tests',
  globalSetup: './setup.js',
  outputDir: './results/failures',
  fullyParallel: true,
  workers: 2,
  // A machine that is short of time can starve a browser. What passes the second time is reported as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    launchOptions: chromium,
    locale: 'en-GB',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
  },
});
