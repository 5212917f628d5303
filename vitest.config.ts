import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: 'test/support/global-setup.ts',
    // Files share what they import, which is most of the time otherwise; what they do is in databases of their own.
    isolate: false,
    // One more than Vitest takes on a machine of two cores: much of the time is waiting for a database or browser.
    maxWorkers: 2,
    // Nothing here is awaited by the clock; these bound what hangs.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
