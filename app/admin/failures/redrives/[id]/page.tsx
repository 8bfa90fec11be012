import type { Metadata } from 'next'
import { readConsole, readRedrive, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { RedriveProgress } from '@/components/admin/redrive-progress'
import { redriveAddress } from '@/lib/console-address'
import { abortRedrive } from '../../actions'

export const metadata: Metadata = { title: 'Redrive', robots: { index: false } }
export const instant = false

export default async function RedrivePage({ params }: PageProps<'/admin/failures/redrives/[id]'>) {
  await requireOperator()
  const { id } = await params
  const [state, redrive, formats] = await Promise.all([readConsole(), readRedrive(id), readFormats()])
  return (
    <ConsolePage page="failures" heading="Redrive" {...{ state, formats }} address={redriveAddress(id)}>
      {redrive ? (
        <RedriveProgress {...redrive} abort={abortRedrive} />
      ) : (
        <p className="panel p-6 text-soft">No redrive goes by this, or it is more than ninety days ago.</p>
      )}
    </ConsolePage>
  )
}
