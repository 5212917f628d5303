import { defineConfig } from 'vitest/config'

/** `npm run pictures`: makes the pictures of `docs/images` anew, with what the tests have to make pages with. */
export default defineConfig({
  test: {
    include: ['test/pictures/make-pictures.ts'],
    globalSetup: 'test/support/global-setup.ts',
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
})
