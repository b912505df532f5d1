import { defineConfig } from 'vitest/config';

/** A day has 24 hours. */
const LONGEST_TEST_MS = 86_400_000;

export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    testTimeout: LONGEST_TEST_MS,
    env: { NO_COLOR: '', FORCE_COLOR: '' },
  },
});
