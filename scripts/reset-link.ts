import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { findShop, run } from './command.ts'

// npm run reset-link -- --email <address> [--why <reason>] [--by <name>]: prints a link by which the password of the account
// with that address can be replaced, once and within the hour. Who issued it, and why, is kept in AuditTable.

await run(async () => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { email: text, why: text, by: text } })
  const { email, why = 'not said', by = userInfo().username } = values
  if (!email) throw new Error('whose password? npm run reset-link -- --email ada@example.com')
  findShop()
  const [{ issueAuditedReset }, { resetAddress }, { configuredSites }, { Resource }] = await Promise.all([
    import('../lib/account/reset-link.ts'),
    import('../lib/address.ts'),
    import('../lib/sites.ts'),
    import('sst'),
  ])
  const token = await issueAuditedReset({ email, who: by, why })
  if (!token) throw new Error(`there is no account of ${email}`)
  const site = configuredSites({ SITE_URL: process.env.SITE_URL })?.[0] ?? Resource.Site.url
  console.log(new URL(resetAddress(token), site).href)
})
