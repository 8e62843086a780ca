// Measures, and never fails for being slow: `cargo xtask bench desk`.
import { defineConfig } from '@playwright/test';
import { chromium } from './playwright.config.js';

export default defineConfig({
  testDir: './bench',
  outputDir: './results/bench',
  workers: 1,
  timeout: 600_000,
  reporter: [['line']],
  use: { launchOptions: chromium, locale: 'en-GB', actionTimeout: 30_000, viewport: { width: 1440, height: 900 } },
});
