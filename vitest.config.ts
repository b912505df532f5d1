import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/compiled.ts'],
    // Most of the time goes into programs that the tests start, which leave a worker idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Colours and terminals are inputs of the program, so no test may inherit the developer's.
    env: { NO_COLOR: '', FORCE_COLOR: '' },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        'src/plan/**': { branches: 100 },
        'src/roster/**': { branches: 100 },
        'src/apply/**': { branches: 100 },
      },
    },
  },
});
