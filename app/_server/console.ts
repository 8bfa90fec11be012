import 'server-only'

/** What the console's pages read, apart from queries.ts: no page of the shop loads what only operators need. */

export {
  readDiscarded,
  readFailures,
  readLetter,
  readLetters,
  readMeant,
  readRedrive,
} from './console-failures'
export * from './console-queries'
export { readFinding, readReconciliation } from './console-reconciliation'
export { readEdit } from './edit-letter'
