import { defineConfig } from 'drizzle-kit'

/** Migrations for the embedded engine; `npm run migrations` adds STRICT to what this generates. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema/index.ts',
  out: './migrations/sqlite',
})
