'use client'

import { ButtonText, ChangeFields, type FormAction, useFormAction } from '../ui/form'
import { Moment } from '../ui/formats'
import { type Notice, NoticeLine } from '../ui/notice'

type Device = { sid: string; agent: string; seen: string; isHere: boolean }
type Props = { sessions: Device[]; end: FormAction<Notice> }

/** Where an account is signed in, each with the way to sign that device out. */
export function SessionList({ sessions, end }: Props) {
  const { outcome, pending, submit } = useFormAction(end)
  return (
    <div className="grid">
      <ul className="grid divide-y divide-line">
        {sessions.map(({ sid, agent, seen, isHere }) => (
          <li key={sid} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 grow">
              <p className="font-medium">{agent}</p>
              <p className="text-sm text-soft">
                {isHere ? (
                  'This device'
                ) : (
                  <>
                    Last seen <Moment iso={seen} />
                  </>
                )}
              </p>
            </div>
            {!isHere && (
              <form action={submit}>
                <ChangeFields sid={sid} />
                <button type="submit" aria-busy={pending} className="button button-quiet">
                  <ButtonText more={`${agent}`}>Sign out</ButtonText>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <NoticeLine notice={outcome} />
    </div>
  )
}
