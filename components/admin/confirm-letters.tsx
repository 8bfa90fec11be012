import Link from 'next/link'
import { deadLettersAddress, signInAgainAddress } from '@/lib/console-address'
import { counted } from '@/lib/verdict/verdict'
import { ButtonText, type FormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { NoticeForm } from './notice-form'
import { RateField } from './rate-field'
import { SignInAgain } from './sign-in-again'

type Props = {
  act: 'redrive' | 'discard'
  queue: string
  count: number
  outcomes: { words: string; count: number }[]
  /** What names the messages. */
  chosen: Record<string, string>
  /** Of the page itself. */
  address: string
  isFresh: boolean
  action: FormAction<Notice>
}

/** Says what is about to be done to how many, and asks for their number and for a reason. */
export function ConfirmLetters({ act, queue, count, outcomes, chosen, address, isFresh, action }: Props) {
  const isOne = chosen.messageId !== undefined
  return (
    <NoticeForm
      action={action}
      fields={{ queue, ...chosen, ...(isOne && { count: '1' }) }}
      isKept
      className="panel flex max-w-2xl flex-col items-start gap-5 p-5 sm:p-6"
    >
      <p className="text-lg">
        {act === 'redrive'
          ? `${counted(count, 'message goes', 'messages go')} from ${queue} back to where they belong.`
          : `${counted(count, 'message is', 'messages are')} taken out of ${queue}, kept for ninety days, and can be put back with a click.`}
      </p>
      {act === 'redrive' && (
        <ul className="grid gap-1">
          {outcomes.map(({ words, count: some }) => (
            <li key={words} className="flex gap-4">
              <b className="min-w-[4ch] text-right tabular-nums">{some.toLocaleString('en')}</b>
              <span className="wrap-anywhere">{words}</span>
            </li>
          ))}
        </ul>
      )}
      {isFresh ? <Asked {...{ act, count, isOne }} /> : <SignInAgain address={signInAgainAddress(address)} />}
      <div className="flex flex-wrap gap-3">
        {isFresh && (
          <button type="submit" className="button button-strong">
            <ButtonText more={`of ${queue}`}>
              {act === 'redrive' ? 'Redrive' : 'Discard'} {count.toLocaleString('en')}
            </ButtonText>
          </button>
        )}
        <Link href={deadLettersAddress(queue, chosen)} prefetch={false} className="button button-quiet">
          Cancel
        </Link>
      </div>
    </NoticeForm>
  )
}

/** What has to be typed: how many, why, and how fast. */
const Asked = ({ act, count, isOne }: Pick<Props, 'act' | 'count'> & { isOne: boolean }) => (
  <>
    {!isOne && (
      <div className="field">
        <label htmlFor="confirm-count">How many messages? Type {count}</label>
        <input id="confirm-count" name="count" inputMode="numeric" autoComplete="off" maxLength={6} />
      </div>
    )}
    <div className="field w-full">
      <label htmlFor="confirm-why">Why?</label>
      <input id="confirm-why" name="why" autoComplete="off" maxLength={500} />
    </div>
    {act === 'redrive' && <RateField />}
  </>
)
