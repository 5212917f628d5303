import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: 'test/support/global-setup.ts',
    // Nothing here is awaited by the clock; these bound what hangs.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
