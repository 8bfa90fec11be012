import type { Metadata } from 'next'
import Link from 'next/link'
import * as z from 'zod'
import { readConsole, readEdit, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { EditLetter } from '@/components/admin/edit-letter'
import { deadLetterAddress, editAddress } from '@/lib/console-address'
import { editCopy, redriveCopy } from '../../../actions'

export const metadata: Metadata = { title: 'Edit a copy', robots: { index: false } }
export const instant = false

const Edit = z.string().max(100).optional().catch(undefined)

export default async function EditPage({
  params,
  searchParams,
}: PageProps<'/admin/failures/[queue]/[messageId]/edit'>) {
  await requireOperator()
  const { queue, messageId } = await params
  const edit = Edit.parse((await searchParams).edit)
  const [state, known, formats] = await Promise.all([
    readConsole(),
    readEdit(queue, messageId, edit),
    readFormats(),
  ])
  const address = editAddress(queue, messageId, edit)
  return (
    <ConsolePage
      page="failures"
      heading={`Edit a copy of ${messageId.slice(0, 8)}`}
      {...{ state, formats, address }}
    >
      {known?.fields ? (
        <EditLetter
          {...{ queue, messageId }}
          {...known}
          key={known.edit}
          fields={known.fields}
          actions={{ editCopy, redriveCopy }}
        />
      ) : (
        <p className="panel p-6 text-soft">
          {known
            ? 'It is no event of ours, so there is no form for it.'
            : 'It is gone meanwhile: put back, discarded, or looked at by somebody else this moment.'}
        </p>
      )}
      <p>
        <Link
          href={deadLetterAddress(queue, messageId)}
          prefetch={false}
          className="button button-plain -mx-3"
        >
          The message
        </Link>
      </p>
    </ConsolePage>
  )
}
