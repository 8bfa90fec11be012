'use client'

import { ChangeFields, type FormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'
import { type BeginPasskey, useHasPasskeys, usePasskey } from './use-passkey'

const answer = (options: string) =>
  navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options)),
  })

type Props = { begin: BeginPasskey; finish: FormAction<Notice> }

/** The way in without a password. Its place is kept, so that nothing moves once it is known that the browser has it. */
export function PasskeySignIn({ begin, finish }: Props) {
  const has = useHasPasskeys()
  const { outcome, pending, submit } = usePasskey(begin, answer, finish)
  return (
    <div className="grid min-h-26 content-start gap-3">
      {has && (
        <>
          <form action={submit}>
            <ChangeFields />
            <button
              type="submit"
              aria-busy={pending}
              aria-disabled={pending}
              className="button button-strong min-h-13 w-full text-lg"
            >
              Use a passkey
            </button>
          </form>
          <NoticeLine notice={outcome} />
          <p className="text-center text-soft">or with your password</p>
        </>
      )}
    </div>
  )
}
