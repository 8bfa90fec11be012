import type { Remedy } from '@/lib/reconciliation/remedy'
import type { FormAction } from '../ui/form'
import { KeepFocus } from '../ui/keep-focus'
import type { Notice } from '../ui/notice'
import { NoticeForm } from './notice-form'

type Props = { run: string; finding: string; remedy: Remedy; action: FormAction<Notice> }

/** What publishing again will do, and the button that does it. */
export function Repair({ run, finding, remedy, action }: Props) {
  const { events, effects, takes, charges } = remedy
  return (
    <section aria-labelledby="repair" className="panel grid gap-4 p-6">
      <h2 id="repair" className="panel-title">
        What a repair will do
      </h2>
      <p>
        {events.join(' and ')} {events.length > 1 ? 'are' : 'is'} published again, and each service does what
        is missing. What is right stays as it is.
      </p>
      <ul className="grid list-disc gap-1 pl-5">
        {effects.map(({ part, field, before = 'none', after = 'none' }) => (
          <li key={`${part} ${field}`} className="wrap-anywhere">
            {part}, {field}: {before} → {after}
          </li>
        ))}
        {takes.map(({ productId, quantity }) => (
          <li key={productId} className="wrap-anywhere">
            {quantity} of {productId} will be taken from the stock. If they were taken before, add them with{' '}
            <code>npm run restock</code>.
          </li>
        ))}
        {charges && (
          <li>The provider is asked for this payment under its id: it answers as it did before.</li>
        )}
      </ul>
      <NoticeForm action={action} fields={{ run, finding }} className="grid justify-items-start gap-2">
        <KeepFocus />
        <button type="submit" className="button button-strong">
          Publish {events.join(' and ')}
        </button>
      </NoticeForm>
    </section>
  )
}
