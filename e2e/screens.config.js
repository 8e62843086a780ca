// Takes pictures for people to look at: `npx playwright test --config screens.config.js`, then results/screens/.
import { defineConfig } from '@playwright/test';
import tests from './playwright.config.js';

export default defineConfig({ ...tests, testDir: './screens', retries: 0 });
