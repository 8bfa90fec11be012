import type { Metadata } from 'next'
import * as z from 'zod'
import { readAudit, readConsole, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { Audit } from '@/components/admin/audit'
import { ConsolePage } from '@/components/admin/console-page'
import { consoleAddress } from '@/lib/console-address'

export const metadata: Metadata = { title: 'Audit', robots: { index: false } }
export const instant = false

const Sought = z.string().max(200).optional().catch(undefined)
const Asked = z.object({ who: Sought, what: Sought, until: z.iso.date().optional().catch(undefined) })

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  await requireOperator()
  const asked = Asked.parse(await searchParams)
  const [state, audit, formats] = await Promise.all([readConsole(), readAudit(asked), readFormats()])
  const address = consoleAddress('audit', asked)
  return (
    <ConsolePage page="audit" heading="Audit" {...{ state, formats, address }}>
      <Audit {...audit} asked={asked} />
    </ConsolePage>
  )
}
