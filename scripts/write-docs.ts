import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { asyncapi } from '../lib/api/asyncapi.ts'
import { openapi } from '../lib/api/openapi.ts'
import { alarmsTable } from './alarms-table.ts'
import { apiPage } from './api-page.ts'
import { root } from './command.ts'
import { eventsPage } from './events-page.ts'

// npm run docs: writes the pages about the API and the events from the documents that the shop serves, and what alarms mean.

const pages = {
  'docs/api.md': apiPage(openapi),
  'docs/events.md': eventsPage(asyncapi),
  'docs/operations.md': alarmsTable(readFileSync(path.join(root, 'docs/operations.md'), 'utf8')),
}
for (const [file, text] of Object.entries(pages)) {
  writeFileSync(path.join(root, file), text)
  console.log(`${file} written`)
}
